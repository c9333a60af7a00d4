// Turns an image upright as its EXIF orientation asks.
#pragma once

#include "core/values/image.h"

namespace nescio {

/// The image upright, with the change recorded; unchanged for orientation 1.
/// Requires: 1 <= orientation <= 8.   Source: CIPA DC-008, tag 0x0112.
Image upright(const Image& image, int orientation);

/// "turned 90° clockwise (EXIF orientation 6)".
std::string orientationText(int orientation);

}  // namespace nescio
