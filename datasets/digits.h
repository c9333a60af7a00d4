// The ten digits as pen strokes, for the generators that write.
#pragma once

#include <vector>

#include "datasets/canvas.h"
#include "datasets/random.h"

namespace nescio {

/// How a digit is written: where, how large, and how unsteadily.
struct Hand {
    Point centre{0.5F, 0.5F};
    float height = 0.62F;  ///< of the digit
    float width = 0.40F;
    float slant = 0;    ///< shift of the top to the right, a share of the height
    float tremble = 0;  ///< largest shift of a control point, a share of the size
};

/// Smooth lines through the control points of a digit; each line is one stroke of the pen.
/// Requires: 0 <= digit <= 9.
std::vector<std::vector<Point>> penStrokes(int digit, const Hand& hand, Random& random);

}  // namespace nescio
