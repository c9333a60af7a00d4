// Pixels as files and the clipboard have them, to an image as we have it: planes of bytes without alpha.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/values/image.h"

namespace nescio {

/// Pixels as they are stored.
/// Shapes: height * width * channels values, interleaved, row by row; two bytes each when deep.
struct Pixels {
    int height = 0;
    int width = 0;
    int channels = 1;   ///< 1 grey, 2 grey and alpha, 3 RGB, 4 RGB and alpha (not premultiplied)
    bool deep = false;  ///< 16 bits a value, in the machine's byte order; else 8
    std::vector<std::uint8_t> bytes;  ///< sized by allocate()
    std::vector<std::string> notes;   ///< what was done so far or warned of, one phrase each

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

/// The first channel, and alpha: of a grey image that was kept as three equal planes.
/// Requires: 3 or 4 channels.
Pixels greyOf(const Pixels& pixels);

/// The image, 1 channel for grey and 3 for colour, and what was done to it: transparent pixels are laid over
/// white, as a viewer of documents does; values of 16 bits are scaled by the bits that are used (depth.h),
/// but at least by `bits`.
Image imageOf(const Pixels& pixels, int bits = 0);

/// The reverse: an image of ours as codecs take it.   Shapes: bytes holds shape.dims() values (C, H, W).
Pixels pixelsOf(const ImageShape& shape, std::span<const std::uint8_t> bytes);

}  // namespace nescio
