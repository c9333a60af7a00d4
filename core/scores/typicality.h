// Typicality: how far log p lies from what it is on training images, of one image or of several together.
#pragma once

#include "core/scores/score.h"

namespace nescio {

/// Which side of the training images' mean counts as out-of-distribution.
enum class Sides { Both, Below };

/// Requires: m >= 1.
ScoreKind typicalityOf(std::int64_t m, Sides sides);

}  // namespace nescio
