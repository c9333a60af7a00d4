#include "core/scores/holm.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/values/failure.h"

namespace nescio {

std::vector<double> holmAdjusted(const std::vector<double>& pValues) {
    std::vector<std::size_t> rising;
    for (std::size_t i = 0; i < pValues.size(); ++i) {
        if (std::isnan(pValues[i])) continue;
        if (pValues[i] < 0 || pValues[i] > 1)
            throw DataError(
                fmt::format("Holm's correction: expected p-values from 0 to 1, found {} as number {}",
                            pValues[i], i + 1));
        rising.push_back(i);
    }
    std::sort(rising.begin(), rising.end(),
              [&](std::size_t a, std::size_t b) { return pValues[a] < pValues[b]; });
    auto adjusted = pValues;
    double largest = 0;
    for (std::size_t k = 0; k < rising.size(); ++k) {
        const auto left = static_cast<double>(rising.size() - k);
        largest = std::max(largest, std::min(1.0, left * pValues[rising[k]]));
        adjusted[rising[k]] = largest;
    }
    return adjusted;
}

}  // namespace nescio
