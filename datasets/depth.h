// 16-bit values to bytes. Cameras and microscopes keep 10, 12 or 14 bits in the low end of 16: divided by 257
// such a picture is nearly black, though it was not meant to be.
#pragma once

#include <cstdint>

#include "datasets/pixels.h"

namespace nescio {

/// How many of 16 bits an image uses.
struct UsedDepth {
    int bits = 16;         ///< the least of 8, 10, 12, 14 and 16 that holds all values
    bool evident = false;  ///< whether the image itself shows that no more were meant
};

/// It is evident where the values are many. Constant and tiny images and masks of few labels show nothing;
/// bytes that were spread over 16 bits show that all 16 are meant, however dark they are.
/// Requires: pixels.deep.
UsedDepth usedDepth(const Pixels& pixels);

/// A value of 0..2^bits-1 as one of 0..255, rounded; larger ones become 255.
std::uint8_t toByte(int value, int bits);

}  // namespace nescio
