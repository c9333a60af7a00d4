// Density of states: how common the parts of an image's likelihood are among those of training images. Too
// likely is as uncommon as too unlikely.

#include <fmt/format.h>

#include "core/scores/likelihood_parts.h"
#include "core/stats/kernel_density.h"

namespace nescio::scores::dose {
namespace {

constexpr const char* kParts[] = {"log_p", "density", "volume"};

ScoreState fitDose(const SetColumns& reference) {
    ScoreState state;
    const auto parts = likelihoodParts(someOf(reference));
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto density = kernelDensity(parts[i]);
        state.numbers[fmt::format("{}_samples", kParts[i])] = density.samples;
        state.numbers[fmt::format("{}_bandwidth", kParts[i])] = {density.bandwidth};
    }
    return state;
}

std::vector<double> evaluateDose(const SetColumns& columns, const ScoreState& state) {
    const auto parts = likelihoodParts(columns);
    std::vector<double> values(columns.rows());
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const KernelDensity density{.samples = state.list(fmt::format("{}_samples", kParts[i])),
                                    .bandwidth = state.number(fmt::format("{}_bandwidth", kParts[i]))};
        const auto nats = logDensity(density, parts[i]);
        for (std::size_t row = 0; row < values.size(); ++row) values[row] -= nats[row];
    }
    return values;
}

}  // namespace

/// Three densities of one number each, as published, not one of three.
ScoreKind kind() {
    return {
        .id = "dose",
        .title = "density of states (DoSE)",
        .formula = "−Σ log of 1-D kernel densities of log p, log p(z) and log |det|",
        .unit = "nats",
        .knows = Knowledge::TrainingStatistics,
        .cost = "one forward pass",
        .source = "Morningstar et al. 2021, Density of states estimation for out of distribution detection",
        .needs = "log-determinants beside the density, which flows have",
        .claims = {{"fashion-mnist", "mnist", 1.0, "claimed", "read in public code or outputs"},
                   {"cifar-10", "svhn", 0.97, "claimed", "read in public code or outputs"},
                   {"cifar-10", "svhn", 0.752, "re-run", "read in public code or outputs"},
                   {"cifar-10", "svhn", 0.802, "another re-run", "read in public code or outputs"}},
        .appliesTo = hasVolume,
        .fit = fitDose,
        .evaluate = evaluateDose};
}

}  // namespace nescio::scores::dose
