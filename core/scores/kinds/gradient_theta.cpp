// Which way, and how hard, an image pulls at each of the model's weights: unlike training images, or like
// them. One number a parameter tensor, each held against a normal distribution.

#include <cmath>

#include <fmt/format.h>

#include "core/scores/score.h"
#include "core/stats/dispersion.h"
#include "core/stats/normal.h"
#include "core/values/failure.h"
#include "core/values/mean.h"

namespace nescio::scores::gradient_theta {
namespace {

constexpr const char* kMeasure = "parameter_gradients";

/// A tensor without spread over the reference gets a deviation of 0, and is left out of the sum.
ScoreState fitTensors(const SetColumns& reference) {
    ScoreState state{{{"means", {}}, {"deviations", {}}}};
    bool any = false;
    for (const auto& column : reference.measurements.at(kMeasure).columns) {
        const auto spread = dispersionOf(finiteOf(column.values));
        const bool told = spread.deviation > 0;
        state.numbers["means"].push_back(told ? spread.mean : 0);
        state.numbers["deviations"].push_back(told ? spread.deviation : 0);
        any = any || told;
    }
    if (!any)
        throw DataError(fmt::format(
            "gradient_theta: expected gradients of “{}” that differ from image to image, found none",
            reference.terms->setTitle));
    return state;
}

std::vector<double> evaluateTensors(const SetColumns& columns, const ScoreState& state) {
    const auto& tensors = columns.measurements.at(kMeasure).columns;
    const auto &means = state.list("means"), &deviations = state.list("deviations");
    if (means.size() != tensors.size() || deviations.size() != tensors.size())
        throw DataError(fmt::format("gradient_theta: fitted to {} parameter tensors, found {}; fit it again",
                                    means.size(), tensors.size()));
    std::vector<double> values(columns.rows());
    for (std::size_t t = 0; t < tensors.size(); ++t) {
        if (!(deviations[t] > 0)) continue;
        const double constant = std::log(deviations[t]) + kLogRootTwoPi;
        for (std::size_t row = 0; row < values.size(); ++row) {
            const double away = (tensors[t].values[row] - means[t]) / deviations[t];
            values[row] += away * away / 2 + constant;
        }
    }
    return values;
}

}  // namespace

/// As the public code has it: without the inverse Fisher matrix of the paper's derivation.
ScoreKind kind() {
    return {.id = "gradient_theta",
            .title = "gradient norms in θ",
            .formula = "−Σ over parameter tensors of log N(log ‖∇θ log p‖²; mean, sd of training)",
            .unit = "nats",
            .knows = Knowledge::TrainingStatistics,
            .cost = "one forward and one backward pass, one image at a time",
            .source =
                "Dauncey et al. 2024, Approximations to the Fisher information metric of deep generative "
                "models for out-of-distribution detection",
            .needs = "any terms",
            .measures = {kMeasure},
            .measuredColumns = {kAllColumns},
            .fit = fitTensors,
            .evaluate = evaluateTensors};
}

}  // namespace nescio::scores::gradient_theta
