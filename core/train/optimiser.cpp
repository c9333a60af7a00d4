#include "core/train/optimiser.h"

#include <cmath>

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
    explicit Adamax(const torch::Tensor& like)
        : m_mean(keep("mean", like)), m_infinityNorm(keep("infinity_norm", like)) {}
    std::vector<double> factors(double learningRate, std::int64_t count) const override {
        return {-learningRate / withoutDecayed(kFirstDecay, count)};
    }
    void step(const torch::Tensor& values, const torch::Tensor& gradients,
              const torch::Tensor& factors) override {
        m_mean.mul_(kFirstDecay).add_(gradients, 1 - kFirstDecay);
        m_infinityNorm.mul_(kSecondDecay);
        torch::max_out(m_infinityNorm, m_infinityNorm, gradients.abs().add_(kEpsilon));
        addQuotient(values, factors[0], m_mean, m_infinityNorm);
    }

  private:
    torch::Tensor m_mean, m_infinityNorm;
};

/// Source: Kingma & Ba 2015, algorithm 1.
class Adam : public Optimiser {
  public:
    explicit Adam(const torch::Tensor& like) : m_mean(keep("mean", like)), m_square(keep("square", like)) {}
    std::vector<double> factors(double learningRate, std::int64_t count) const override {
        return {-learningRate / withoutDecayed(kFirstDecay, count),
                std::sqrt(withoutDecayed(kSecondDecay, count))};
    }
    void step(const torch::Tensor& values, const torch::Tensor& gradients,
              const torch::Tensor& factors) override {
        m_mean.mul_(kFirstDecay).add_(gradients, 1 - kFirstDecay);
        m_square.mul_(kSecondDecay).addcmul_(gradients, gradients, 1 - kSecondDecay);
        addQuotient(values, factors[0], m_mean, m_square.sqrt().div_(factors[1]).add_(kEpsilon));
    }

  private:
    torch::Tensor m_mean, m_square;
};

/// Source: Tieleman & Hinton 2012, lecture 6.5; decay 0.99 as in PyTorch.
class RmsProp : public Optimiser {
  public:
    explicit RmsProp(const torch::Tensor& like) : m_square(keep("square", like)) {}
    std::vector<double> factors(double learningRate, std::int64_t) const override { return {-learningRate}; }
    void step(const torch::Tensor& values, const torch::Tensor& gradients,
              const torch::Tensor& factors) override {
        constexpr double kDecay = 0.99;
        m_square.mul_(kDecay).addcmul_(gradients, gradients, 1 - kDecay);
        addQuotient(values, factors[0], gradients, m_square.sqrt().add_(kEpsilon));
    }

  private:
    torch::Tensor m_square;
};

}  // namespace

torch::Tensor Optimiser::keep(const std::string& name, const torch::Tensor& like) {
    m_state.emplace_back(name, torch::zeros_like(like));
    return m_state.back().second;
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
