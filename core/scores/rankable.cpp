#include "core/scores/rankable.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include <fmt/format.h>

namespace nescio {

Rankable rankable(const std::vector<double>& values) {
    Rankable usable;
    std::copy_if(values.begin(), values.end(), std::back_inserter(usable.values),
                 [](double value) { return !std::isnan(value); });
    usable.nan = values.size() - usable.values.size();
    return usable;
}

std::string leftOutWords(std::size_t nan, std::size_t of, const std::string& set) {
    return nan == 0 ? "" : fmt::format("{} of {} of {} are NaN, left out", nan, of, set);
}

}  // namespace nescio
