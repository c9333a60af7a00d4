// Several tests of one question: Holm's correction, which keeps the chance of any false rejection at the
// level asked for, whatever the tests depend on.
#pragma once

#include <vector>

namespace nescio {

/// Adjusted p-values in the order given: reject where one is at most the level. A NaN, a test that says
/// nothing, stays NaN and does not count among the tests.
/// Throws: DataError naming a value outside [0, 1].   Source: Holm 1979.
std::vector<double> holmAdjusted(const std::vector<double>& pValues);

}  // namespace nescio
