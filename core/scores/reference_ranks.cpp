#include "core/scores/reference_ranks.h"

#include <cmath>

#include "core/stats/quantile.h"

namespace nescio {

void keepRanks(ScoreState& state, const std::string& name, const std::vector<double>& reference) {
    state.numbers[name] = empiricalDistribution(reference).sorted;
}

std::vector<double> ranksOf(const ScoreState& state, const std::string& name,
                            const std::vector<double>& values) {
    const EmpiricalDistribution distribution{.sorted = state.list(name)};
    std::vector<double> ranks;
    ranks.reserve(values.size());
    for (const double value : values) ranks.push_back(extendedRank(distribution, value));
    return ranks;
}

std::vector<double> largerOf(std::vector<double> a, const std::vector<double>& b) {
    for (std::size_t i = 0; i < a.size(); ++i)
        if (std::isnan(b[i]) || b[i] > a[i]) a[i] = b[i];
    return a;
}

}  // namespace nescio
