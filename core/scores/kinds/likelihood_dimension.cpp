// An image is in-distribution where the model finds it likely and gives it room: many directions in which it
// could be another likely image. A likely image with little room is a spike of the density.

#include <algorithm>

#include "core/scores/reference_ranks.h"
#include "core/scores/term_sums.h"
#include "core/stats/dispersion.h"
#include "core/values/mean.h"

namespace nescio::scores::likelihood_dimension {
namespace {

constexpr const char* kMeasure = "dimension";

/// The threshold, among those measured, at which the dimensions of the reference differ most.
std::size_t mostTellingColumn(const Measurement& measurement) {
    std::vector<double> deviations;
    for (const auto& column : measurement.columns)
        deviations.push_back(dispersionOf(finiteOf(column.values)).deviation);
    return static_cast<std::size_t>(
        std::distance(deviations.begin(), std::max_element(deviations.begin(), deviations.end())));
}

ScoreState fitBoth(const SetColumns& reference) {
    const auto& measurement = reference.measurements.at(kMeasure);
    const auto column = mostTellingColumn(measurement);
    ScoreState state{{{"column", {static_cast<double>(column)}}}};
    keepRanks(state, "minus_log_p", minusLogP(*reference.terms));
    keepRanks(state, "minus_dimension", negated(measurement.columns[column].values));
    return state;
}

std::vector<double> evaluateBoth(const SetColumns& columns, const ScoreState& state) {
    const auto column = static_cast<std::size_t>(state.number("column"));
    const auto& dimensions = columns.measurements.at(kMeasure).columns.at(column).values;
    return largerOf(ranksOf(state, "minus_log_p", minusLogP(*columns.terms)),
                    ranksOf(state, "minus_dimension", negated(dimensions)));
}

}  // namespace

/// The paper flags an image unless log p ≥ a and dimension ≥ b, which is two numbers; the one number here is
/// ours: a and b at the same quantile of the reference, and the largest quantile at which the image still
/// passes. The paper sets the size at which a direction counts by a model-free estimate of the dimension;
/// here it is the one of several at which the dimensions of the reference differ most.
ScoreKind kind() {
    return {.id = "likelihood_dimension",
            .title = "likelihood and local dimension",
            .formula = "max(rank of −log p, rank of −dimension) among training images",
            .unit = "rank",
            .knows = Knowledge::TrainingStatistics,
            .cost = "D backward passes",
            .source =
                "Kamkari et al. 2024, A geometric explanation of the likelihood OOD detection paradox; "
                "the combination is ours",
            .needs = "any terms",
            .measures = {kMeasure},
            .measuredColumns = {kAllColumns},
            .claims = {{"fashion-mnist", "mnist", 0.950, "a flow, two thresholds",
                        "read in public code or outputs"}},
            .fit = fitBoth,
            .evaluate = evaluateBoth};
}

}  // namespace nescio::scores::likelihood_dimension
