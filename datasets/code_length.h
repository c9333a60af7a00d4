// How many bytes a lossless codec needs for an image: the complexity that detection scores subtract from a
// likelihood. One file a codec in datasets/code_lengths/, each defining `nescio::code_lengths::<id>::kind()`;
// a codec is listed where its library was built in. Source: Serrà et al. 2020.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "core/values/image.h"
#include "core/values/progress.h"
#include "datasets/pixels.h"

namespace nescio {

/// A lossless codec with its settings. A length is that of the whole file, header included, so that it
/// depends on the codec, the settings and the library's version, and on nothing else.
struct CodeKind {
    std::string id;       ///< lower_snake, the name of its file; kept beside every length
    std::string title;    ///< for people, with the settings: "PNG, level 9"
    std::string library;  ///< with its version as it runs: "libpng 1.6.39, zlib 1.2.13"
    /// The image as a file. Callers use codeLength().   Requires: 1 or 3 channels of 8 bits.
    /// Throws: Error where the library refuses the image, with its reason.   Thread: any, several at once.
    std::function<std::vector<std::uint8_t>(const Pixels&)> encode;
};

/// What was built in, alphabetical by id; empty without image codecs.
const std::vector<CodeKind>& codeKinds();

/// Throws: UnsupportedError naming the library that a known codec lacks in this build; OptionError naming the
/// known ids.
const CodeKind& codeKind(const std::string& id);

/// Bytes of one image's code. The code is decoded again and compared, for every image: one that does not give
/// the image back is no measure of it.
/// Shapes: bytes holds shape.dims() values (C, H, W).
/// Throws: UnsupportedError for other than 1 or 3 channels, an image without pixels, one that the codec does
/// not take, or a round trip that fails; ShapeError where the number of bytes is another.
std::int64_t codeLength(const CodeKind& kind, const ImageShape& shape, std::span<const std::uint8_t> bytes);

/// The same of the image whose values are all 128: what header and shape cost. A length net of it is that of
/// the content, which matters for small images: PNG needs 79 bytes for a constant 1×28×28, 97 for 3×32×32.
std::int64_t constantCodeLength(const CodeKind& kind, const ImageShape& shape);

/// A length as bits per dimension, 8·bytes/D, to stand beside −log2 p / D.
double codeBitsPerDim(std::int64_t bytes, const ImageShape& shape);

/// How the codes of a set are made and watched.
struct CodeLengthOptions {
    int threads = 1;  ///< at least one; the lengths are the same whatever their number
    std::stop_token stop = {};
    ProgressBoard* board = nullptr;  ///< may be null
};

/// One length an image, in the set's order; nullopt when stopped.   Throws: as codeLength(), naming the
/// image.
std::optional<std::vector<std::int64_t>> codeLengths(const CodeKind& kind, const ImageSet& set,
                                                     const CodeLengthOptions& options = {});

}  // namespace nescio
