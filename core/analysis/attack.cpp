#include "core/analysis/attack.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/density/frozen_model_impl.h"
#include "core/math/byte_tensor.h"
#include "core/math/device_memory.h"
#include "core/math/require_shape.h"
#include "core/math/shards.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

constexpr std::int64_t kBatch = 50;

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

/// The climb of a batch, each image with a step length of its own: a step that gains is kept and the next one
/// is bolder, a step that loses is taken back and the next one shorter. Likelihood is steep, and how steep
/// differs a hundredfold between images.
class Climb {
  public:
    Climb(const DensityModel& model, const torch::Tensor& bytes, NoiseKey noise, const AttackOptions& options)
        : m_model(model),
          m_options(options),
          m_noise(std::move(noise)),
          m_original(bytes.to(model.weightOptions())),
          m_values(m_original),
          m_best(bytes) {
        const double perByte =
            options.norm == AttackNorm::Max ? 1 : std::sqrt(static_cast<double>(bytes[0].numel()));
        const double length = std::min(kReach * options.budget / options.steps, kBoldest * perByte);
        m_length = torch::full({bytes.size(0), 1, 1, 1}, length, m_original.options());
        m_gain = judged(m_values);
        m_bestGain = m_gain;
    }

    void step(int number) {
        const auto tried = projected(m_values + m_length * steepest(gradient(number), m_options.norm));
        const auto gain = judged(tried);
        const auto gained = gain > m_gain;
        m_values = torch::where(wide(gained), tried, m_values);
        m_gain = torch::where(gained, gain, m_gain);
        m_length = torch::where(wide(gained), m_length * kBolder, m_length * kShorter);
        keepBest();
    }
    [[nodiscard]] const torch::Tensor& best() const { return m_best; }

  private:
    static constexpr double kBoldest = 1.0;  // levels a byte, of the first step
    static constexpr double kReach = 5;      // first steps, kept up, would reach this many times the budget
    static constexpr double kBolder = 1.2, kShorter = 0.5;

    static torch::Tensor wide(const torch::Tensor& perImage) { return perImage.view({-1, 1, 1, 1}); }
    [[nodiscard]] double sign() const { return m_options.goal == AttackGoal::RaiseLikelihood ? 1 : -1; }
    [[nodiscard]] double largest() const { return m_model.space().levels - 1; }

    [[nodiscard]] torch::Tensor gradient(int number) const {
        auto noise = m_noise;
        noise.draw += static_cast<std::uint64_t>(number) + 1;
        return inShards(m_values, noise, [this](const torch::Tensor& values, const NoiseKey& own) {
            const torch::AutoGradMode grad(true);
            const auto x = values.detach().requires_grad_(true);
            return sign() * torch::autograd::grad({m_model.relaxedLogLikelihood(x, own).sum()}, {x})[0];
        });
    }
    /// Judged on one draw of noise that no step uses.
    [[nodiscard]] torch::Tensor judged(const torch::Tensor& values) const {
        return inShards(values, m_noise, [this](const torch::Tensor& part, const NoiseKey& own) {
            return sign() * m_model.relaxedLogLikelihood(part, own);
        });
    }
    [[nodiscard]] torch::Tensor projected(const torch::Tensor& values) const {
        return (m_original + nescio::projected(values - m_original, m_options)).clamp(0, largest());
    }
    void keepBest() {
        const auto bytes = (m_original + wholeLevels(m_values - m_original, m_options)).clamp(0, largest());
        const auto gain = judged(bytes);
        const auto better = gain > m_bestGain;
        m_best = torch::where(wide(better), bytes.to(torch::kUInt8), m_best);
        m_bestGain = torch::where(better, gain, m_bestGain);
    }

    const DensityModel& m_model;
    const AttackOptions& m_options;
    NoiseKey m_noise;
    torch::Tensor m_original, m_values, m_length, m_gain;
    torch::Tensor m_best, m_bestGain;
};

torch::Tensor attackedBatch(const DensityModel& model, const torch::Tensor& bytes, NoiseKey noise,
                            const AttackOptions& options, const std::stop_token& stop) {
    const torch::NoGradGuard noGrad;
    noise.draw = 1;  // not the draw that scores are made with
    Climb climb(model, bytes, std::move(noise), options);
    for (int step = 0; step < options.steps; ++step) {
        if (stop.stop_requested()) return {};
        climb.step(step);
    }
    return climb.best();
}

void requireSense(const AttackOptions& options) {
    if (options.budget < 1 || options.budget > 255 * 64)
        throw OptionError(
            fmt::format("attack: expected a budget of one level or more, found {:g}", options.budget));
    if (options.steps < 1)
        throw OptionError(fmt::format("attack: expected one step or more, found {}", options.steps));
}

}  // namespace

std::optional<ImageSet> attacked(const FrozenModel& model, const ImageSet& set, const AttackOptions& options,
                                 std::stop_token stop, ProgressBoard* board) {
    requireSense(options);
    const auto& density = model.impl().model;
    const auto device = model.impl().device;
    requireShape(torch::empty({1, set.shape.channels, set.shape.height, set.shape.width}), model.shape(),
                 "attacking");
    auto made = set;
    const bool up = options.goal == AttackGoal::RaiseLikelihood;
    const auto words = fmt::format("attacked {} within {} {:g}/255", up ? "up" : "down",
                                   options.norm == AttackNorm::Max ? "L∞" : "L2", options.budget);
    made.id += fmt::format("/attacked-{}-{:g}", up ? "up" : "down", options.budget);
    made.title += ", " + words;
    made.changes.push_back(words);
    made.fingerprint.clear();  // other images
    for (std::int64_t first = 0; first < set.count; first += kBatch) {
        const auto n = std::min(kBatch, set.count - first);
        NoiseKey noise{.seed = options.seed, .images = {}};
        for (std::int64_t i = 0; i < n; ++i) noise.images.push_back(first + i);
        const auto result = guardMemory("attacking", [&] {
            return attackedBatch(*density, byteTensor(set, first, n, device), noise, options, stop);
        });
        if (!result.defined()) return std::nullopt;
        const auto host = result.cpu().contiguous();
        std::copy_n(host.data_ptr<std::uint8_t>(), host.numel(),
                    made.bytes.own().begin() + first * set.shape.dims());
        if (board)
            board->post({.stage = words,
                         .done = first + n,
                         .total = set.count,
                         .detail = fmt::format("{} of {} images", first + n, set.count)});
    }
    return made;
}

}  // namespace nescio
