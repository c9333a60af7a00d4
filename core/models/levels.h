// How many levels of a multi-scale flow an image has room for.
#pragma once

#include "core/values/shape.h"

namespace nescio {

/// How often height and width can both be halved: 2 for 28×28, 5 for 32×32, 0 for 27×27.
int halvings(const ImageShape& shape);

/// `wanted`, or the `most` that fit, but at least one: what a preset takes.
int levelsThatFit(int wanted, int most);

/// Throws: ShapeError saying what fits, where `levels` are more than the `most` that an image of the shape
/// has room for.
void requireLevels(int levels, int most, const ImageShape& shape);

}  // namespace nescio
