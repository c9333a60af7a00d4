#include "core/values/fitted_score.h"

#include <fmt/format.h>

#include "core/values/failure.h"

namespace nescio {

const std::vector<double>& ScoreState::list(const std::string& name) const {
    if (const auto found = numbers.find(name); found != numbers.end()) return found->second;
    throw DataError(fmt::format("fitted score: expected numbers “{}”, found none; fit it again", name));
}

double ScoreState::number(const std::string& name) const {
    const auto& all = list(name);
    if (all.size() == 1) return all.front();
    throw DataError(
        fmt::format("fitted score: expected one number “{}”, found {}; fit it again", name, all.size()));
}

}  // namespace nescio
