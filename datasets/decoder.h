// Codecs: the bytes of an image file to its pixels, as they are stored. One file a library in
// datasets/decoders/, each defining `nescio::decoders::<id>::kind()`; what becomes of depth, alpha and
// orientation is decided once (pixels.h, decode.h). What a library has to say goes into the pixels' notes,
// never to stderr.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "datasets/codecs/image_header.h"
#include "datasets/pixels.h"

namespace nescio {

/// An image file in memory.
struct ImageFile {
    const std::filesystem::path& path;
    std::span<const std::uint8_t> bytes;
    const ImageHeader& header;
};

/// A library that decodes one or more codecs. `decode` throws ImageError for damage that costs pixels.
struct ImageDecoder {
    std::string id;                   ///< the name of its file
    std::vector<std::string> codecs;  ///< as ImageHeader calls them
    std::function<Pixels(const ImageFile&)> decode;
};

/// What was built in, alphabetical by id.
const std::vector<ImageDecoder>& imageDecoders();

/// Throws: ImageError "…: expected a complete JPEG image, found `found`".
[[noreturn]] void refuseDamage(const ImageFile& file, const std::string& found);

}  // namespace nescio
