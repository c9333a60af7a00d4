// 16-bit values to bytes. Cameras and microscopes keep 10, 12 or 14 bits in the low end of 16: divided by 257
// such a picture is nearly black, though it was not meant to be.
#pragma once

#include <cstdint>

#include "datasets/decoder.h"

namespace nescio {

/// The bits that values are to be scaled by: 8, 10, 12 or 14 where the image shows that no more are used,
/// else
/// 16. It shows so where its values are many and are not bytes that were spread over 16 bits: constant and
/// tiny images, masks of few labels, and dark pictures made from bytes stay as they are.
/// Requires: pixels.deep.
int usedBits(const Pixels& pixels);

/// A value of 0..2^bits-1 as one of 0..255, rounded; larger ones become 255.
std::uint8_t toByte(int value, int bits);

}  // namespace nescio
