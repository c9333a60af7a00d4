#include "core/scores/likelihood_ratio.h"

namespace nescio {

std::vector<double> ratioOf(const SetColumns& columns, const std::string& measure) {
    auto values = columns.values(measure);
    const auto own = columns.terms->logLikelihoods();
    for (std::size_t row = 0; row < values.size(); ++row) values[row] -= own[row];
    return values;
}

}  // namespace nescio
