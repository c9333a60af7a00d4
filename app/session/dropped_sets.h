// Dropped images as sets of one image each: they are of all shapes, and named by their places.
#pragma once

#include <memory>

#include "app/session/session_values.h"

namespace nescio {

/// A set of this one image, which it shares.
std::shared_ptr<const ImageSet> setOfOne(std::shared_ptr<const Image> image, const std::string& title);

/// What the inspector shows of a dropped image, else the image itself; null where neither is at hand.
std::shared_ptr<const Image> pictureOf(const DroppedImage& dropped);

}  // namespace nescio
