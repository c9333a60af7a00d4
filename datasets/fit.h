// Fits images to the shape a model was trained on: grey, crop, resize. Each change is recorded in words,
// because a resized or padded image has a different likelihood and nobody should have to guess.
#pragma once

#include "core/values/image.h"

namespace nescio {

/// The image as a model of `shape` can take it; `changes` lists what was done, nothing if nothing was.
/// Colour to grey is the luma of ITU-R BT.601, grey to colour repeats the plane, other aspect ratios are
/// cropped to the centre, sizes change by area averaging (down) or bilinear interpolation (up).
/// Throws: ImageError for an empty image.
Image fitToShape(const Image& image, const ImageShape& shape);

/// The same for a whole set; every image goes through the same changes.
ImageSet fitToShape(const ImageSet& set, const ImageShape& shape);

}  // namespace nescio
