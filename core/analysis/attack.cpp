#include "core/analysis/attack.h"

#include <cmath>

#include <fmt/format.h>

#include "core/density/bijection.h"
#include "core/density/frozen_model_impl.h"
#include "core/math/device_memory.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

constexpr std::int64_t kBatch = 50;
constexpr double kReach = 2.5;  // steps together reach this many times the budget, so that none is left unused

/// The direction of steepest change in a norm, of length 1 in it.
torch::Tensor steepest(const torch::Tensor& gradient, AttackNorm norm) {
    if (norm == AttackNorm::Max) return gradient.sign();
    const auto length = gradient.flatten(1).norm(2, 1).clamp_min(1e-12);
    return gradient / length.view({-1, 1, 1, 1});
}

/// The change cut back to the budget.
torch::Tensor projected(const torch::Tensor& change, const AttackOptions& options) {
    if (options.norm == AttackNorm::Max) return change.clamp(-options.budget, options.budget);
    const auto length = change.flatten(1).norm(2, 1).clamp_min(1e-12);
    return change * (options.budget / length).clamp_max(1.0).view({-1, 1, 1, 1});
}

/// Whole levels: to the nearest, but never past the budget. Truncation keeps every norm, rounding only the
/// largest change, whose budget counts in whole levels.
torch::Tensor wholeLevels(const torch::Tensor& change, const AttackOptions& options) {
    if (options.norm == AttackNorm::Euclidean) return change.trunc();
    const double whole = std::floor(options.budget);
    return change.round().clamp(-whole, whole);
}

torch::Tensor attackedBatch(const DensityModel& model, const torch::Tensor& bytes, NoiseKey noise,
                            const AttackOptions& options, const std::stop_token& stop) {
    const torch::AutoGradMode grad(true);
    const auto original = bytes.to(model.weightOptions());
    const double sign = options.goal == AttackGoal::RaiseLikelihood ? 1 : -1;
    const double length = kReach * options.budget / options.steps;
    auto values = original.clone();
    for (int step = 0; step < options.steps; ++step) {
        if (stop.stop_requested()) return {};
        noise.draw = static_cast<std::uint64_t>(step);
        const auto x = values.detach().requires_grad_(true);
        const auto logP = model.relaxedLogLikelihood(x, noise).sum();
        const auto gradient = torch::autograd::grad({logP}, {x})[0];
        const auto moved = values + sign * length * steepest(gradient, options.norm);
        values = (original + projected(moved - original, options)).clamp(0, model.space().levels - 1).detach();
    }
    return (original + wholeLevels(values - original, options)).clamp(0, model.space().levels - 1).to(torch::kUInt8);
}

void requireSense(const AttackOptions& options) {
    if (options.budget < 1 || options.budget > 255 * 64)
        throw OptionError(fmt::format("attack: expected a budget of one level or more, found {:g}", options.budget));
    if (options.steps < 1) throw OptionError(fmt::format("attack: expected one step or more, found {}", options.steps));
}

}  // namespace

std::optional<ImageSet> attacked(const FrozenModel& model, const ImageSet& set, const AttackOptions& options,
                                 std::stop_token stop, ProgressBoard* board) {
    requireSense(options);
    const auto& density = model.impl().model;
    const auto device = model.impl().device;
    requireShape(torch::empty({1, set.shape.channels, set.shape.height, set.shape.width}), model.shape(), "attacking");
    auto made = set;
    const bool up = options.goal == AttackGoal::RaiseLikelihood;
    const auto words = fmt::format("attacked {} within {} {:g}/255", up ? "up" : "down",
                                   options.norm == AttackNorm::Max ? "L∞" : "L2", options.budget);
    made.id += fmt::format("/attacked-{}-{:g}", up ? "up" : "down", options.budget);
    made.title += ", " + words;
    made.changes.push_back(words);
    for (std::int64_t first = 0; first < set.count; first += kBatch) {
        const auto n = std::min(kBatch, set.count - first);
        auto* bytes = made.bytes.data() + first * set.shape.dims();
        const auto batch = torch::from_blob(bytes, {n, set.shape.channels, set.shape.height, set.shape.width}, torch::kUInt8);
        NoiseKey noise{.seed = options.seed, .images = {}};
        for (std::int64_t i = 0; i < n; ++i) noise.images.push_back(first + i);
        const auto result = guardMemory("attacking", [&] {
            return attackedBatch(*density, batch.to(device), noise, options, stop);
        });
        if (!result.defined()) return std::nullopt;
        batch.copy_(result);
        if (board) board->post({.stage = words, .done = first + n, .total = set.count,
                                .detail = fmt::format("{} of {} images", first + n, set.count)});
    }
    return made;
}

}  // namespace nescio
