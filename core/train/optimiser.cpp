#include "core/train/optimiser.h"

#include <cmath>

#include "core/math/parallel.h"
#include "core/math/shards.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

constexpr double kEpsilon = 1e-8;
constexpr double kFirstDecay = 0.9;
constexpr double kSecondDecay = 0.999;

double withoutDecayed(double decay, std::int64_t count) {
    return 1 - std::pow(decay, static_cast<double>(count));
}

/// values += factor * numerator / denominator, rounded as addcdiv_ with a factor of the host.
void addQuotient(const torch::Tensor& values, const torch::Tensor& factor, const torch::Tensor& numerator,
                 const torch::Tensor& denominator) {
    values.add_((numerator * factor).div_(denominator));
}

/// Source: Kingma & Ba 2015, algorithm 2.
class Adamax : public Optimiser {
  public:
    explicit Adamax(const torch::Tensor& like) {
        keep("mean", like);
        keep("infinity_norm", like);
    }
    std::vector<double> factors(double learningRate, std::int64_t count) const override {
        return {-learningRate / withoutDecayed(kFirstDecay, count)};
    }

  private:
    void move(const Part& part) const override {
        auto mean = part.state[0], infinityNorm = part.state[1];
        mean.mul_(kFirstDecay).add_(part.gradients, 1 - kFirstDecay);
        infinityNorm.mul_(kSecondDecay);
        torch::max_out(infinityNorm, infinityNorm, part.gradients.abs().add_(kEpsilon));
        addQuotient(part.values, part.factors[0], mean, infinityNorm);
    }
};

/// Source: Kingma & Ba 2015, algorithm 1.
class Adam : public Optimiser {
  public:
    explicit Adam(const torch::Tensor& like) {
        keep("mean", like);
        keep("square", like);
    }
    std::vector<double> factors(double learningRate, std::int64_t count) const override {
        return {-learningRate / withoutDecayed(kFirstDecay, count),
                std::sqrt(withoutDecayed(kSecondDecay, count))};
    }

  private:
    void move(const Part& part) const override {
        auto mean = part.state[0], square = part.state[1];
        mean.mul_(kFirstDecay).add_(part.gradients, 1 - kFirstDecay);
        square.mul_(kSecondDecay).addcmul_(part.gradients, part.gradients, 1 - kSecondDecay);
        addQuotient(part.values, part.factors[0], mean, square.sqrt().div_(part.factors[1]).add_(kEpsilon));
    }
};

/// Source: Tieleman & Hinton 2012, lecture 6.5; decay 0.99 as in PyTorch.
class RmsProp : public Optimiser {
  public:
    explicit RmsProp(const torch::Tensor& like) { keep("square", like); }
    std::vector<double> factors(double learningRate, std::int64_t) const override { return {-learningRate}; }

  private:
    void move(const Part& part) const override {
        constexpr double kDecay = 0.99;
        auto square = part.state[0];
        square.mul_(kDecay).addcmul_(part.gradients, part.gradients, 1 - kDecay);
        addQuotient(part.values, part.factors[0], part.gradients, square.sqrt().add_(kEpsilon));
    }
};

}  // namespace

void Optimiser::keep(const std::string& name, const torch::Tensor& like) {
    m_state.emplace_back(name, torch::zeros_like(like));
}

void Optimiser::step(const torch::Tensor& values, const torch::Tensor& gradients,
                     const torch::Tensor& factors) {
    const auto moveSlice = [&](const Shard& slice) {
        Part part{
            .values = slice.of(values), .gradients = slice.of(gradients), .state = {}, .factors = factors};
        for (const auto& [name, row] : m_state) part.state.push_back(slice.of(row));
        move(part);
    };
    if (!values.device().is_cpu()) return moveSlice({0, values.size(0)});
    const auto slices = slicesOf(values.size(0));
    inParallel(static_cast<std::int64_t>(slices.size()),
               [&](std::int64_t i) { moveSlice(slices[static_cast<std::size_t>(i)]); });
}

void Optimiser::step(const torch::Tensor& values, const torch::Tensor& gradients, double learningRate,
                     std::int64_t count) {
    step(values, gradients, torch::tensor(factors(learningRate, count), values.options()));
}

std::unique_ptr<Optimiser> makeOptimiser(const std::string& id, const torch::Tensor& like) {
    if (id == "adamax") return std::make_unique<Adamax>(like);
    if (id == "adam") return std::make_unique<Adam>(like);
    if (id == "rmsprop") return std::make_unique<RmsProp>(like);
    throw OptionError("optimiser: expected adamax, adam or rmsprop, found “" + id + "”");
}

}  // namespace nescio
