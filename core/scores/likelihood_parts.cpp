#include "core/scores/likelihood_parts.h"

#include <algorithm>
#include <numeric>

#include "core/values/content.h"

namespace nescio {
namespace {

std::vector<std::size_t> evenRows(std::size_t rows, std::size_t most) {
    std::vector<std::size_t> places;
    for (const auto at : evenIndices(static_cast<std::int64_t>(rows), static_cast<std::int64_t>(most)))
        places.push_back(static_cast<std::size_t>(at));
    return places;
}

}  // namespace

SetColumns someOf(const SetColumns& reference, std::size_t most) {
    const auto rows = reference.rows();
    if (rows <= most) return reference;
    const auto& contents = reference.terms->key.contents;
    if (contents.size() != rows) return partOf(reference, evenRows(rows, most));
    std::vector<std::size_t> order(rows);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return contents[a] != contents[b] ? contents[a] < contents[b] : a < b;
    });
    order.resize(most);
    return partOf(reference, order);
}

std::vector<std::vector<double>> likelihoodParts(const SetColumns& columns) {
    return {columns.terms->logLikelihoods(), columns.terms->densities(), columns.terms->volumes()};
}

FeatureTable tableOf(const std::vector<std::vector<double>>& features) {
    FeatureTable table{.features = features.size(), .values = {}};
    table.values.reserve(features.size() * features.front().size());
    for (std::size_t row = 0; row < features.front().size(); ++row)
        for (const auto& feature : features) table.values.push_back(feature[row]);
    return table;
}

void keep(ScoreState& state, const Standardisation& standard) {
    state.numbers["means"] = standard.means;
    state.numbers["deviations"] = standard.deviations;
}

Standardisation standardOf(const ScoreState& state) {
    return {state.list("means"), state.list("deviations")};
}

}  // namespace nescio
