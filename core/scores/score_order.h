// Two sets of scores in one order. All that ROC and precision-recall figures depend on is how many images of
// either set stand at each place of it, so that it is sorted once and resampled by counting.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace nescio {

/// A place is one distinct score, the highest first: ties share it, and ±infinity has one. A resample may
/// leave places empty.
struct ScoreOrder {
    std::vector<std::uint32_t> in, out;  ///< [places], images of each set
    std::size_t nIn = 0, nOut = 0;       ///< their sums
};

/// Throws: DataError when a list is empty or holds NaN.
ScoreOrder orderOf(std::vector<double> in, std::vector<double> out);

}  // namespace nescio
