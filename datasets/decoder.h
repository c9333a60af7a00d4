// Codecs: the bytes of an image file to its pixels, as they are stored. One file a library in
// datasets/decoders/, each defining `nescio::decoders::<id>::kind()`; what becomes of depth, alpha and
// orientation is decided once, in decode.cpp. What a library has to say goes into the pixels' notes, never to
// stderr.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "datasets/codecs/image_header.h"

namespace nescio {

/// Pixels as a codec gives them.
/// Shapes: height * width * channels values, interleaved, row by row; two bytes each when deep.
struct Pixels {
    int height = 0;
    int width = 0;
    int channels = 1;   ///< 1 grey, 2 grey and alpha, 3 RGB, 4 RGB and alpha (not premultiplied)
    bool deep = false;  ///< 16 bits a value, in the machine's byte order; else 8
    std::vector<std::uint8_t> bytes;  ///< resized by allocate()
    std::vector<std::string> notes;   ///< what the codec did or warned of, one phrase each

    void allocate() { bytes.resize(count() * (deep ? 2 : 1)); }
    [[nodiscard]] std::size_t count() const { return stride() * static_cast<std::size_t>(height); }
    /// Values of a row.
    [[nodiscard]] std::size_t stride() const {
        return static_cast<std::size_t>(width) * static_cast<std::size_t>(channels);
    }
    [[nodiscard]] std::uint8_t* row(int y) {
        return bytes.data() + static_cast<std::size_t>(y) * stride() * (deep ? 2 : 1);
    }
    [[nodiscard]] int value(std::size_t i) const {
        return deep ? reinterpret_cast<const std::uint16_t*>(bytes.data())[i] : bytes[i];
    }
};

/// An image file in memory.
struct ImageFile {
    const std::filesystem::path& path;
    std::span<const std::uint8_t> bytes;
    const ImageHeader& header;
};

/// A library that decodes one or more codecs. `decode` throws ImageError for damage that costs pixels.
struct Decoder {
    std::string id;                   ///< the name of its file
    std::vector<std::string> codecs;  ///< as ImageHeader calls them
    std::function<Pixels(const ImageFile&)> decode;
};

/// What was built in, alphabetical by id.
const std::vector<Decoder>& imageDecoders();

/// Throws: ImageError "…: expected a complete JPEG image, found `found`".
[[noreturn]] void refuseDamage(const ImageFile& file, const std::string& found);

}  // namespace nescio
