#include "core/train/optimiser.h"

#include <cmath>

#include "core/values/failure.h"

namespace nescio {
namespace {

constexpr double kEpsilon = 1e-8;
constexpr double kFirstDecay = 0.9;
constexpr double kSecondDecay = 0.999;

/// Source: Kingma & Ba 2015, algorithm 2.
class Adamax : public Optimiser {
  public:
    explicit Adamax(const torch::Tensor& like)
        : m_mean(keep("mean", like)), m_infinityNorm(keep("infinity_norm", like)) {}
    void step(const torch::Tensor& values, const torch::Tensor& gradients, double learningRate,
              std::int64_t count) override {
        m_mean.mul_(kFirstDecay).add_(gradients, 1 - kFirstDecay);
        m_infinityNorm.mul_(kSecondDecay);
        torch::max_out(m_infinityNorm, m_infinityNorm, gradients.abs().add_(kEpsilon));
        const double correction = 1 - std::pow(kFirstDecay, static_cast<double>(count));
        values.addcdiv_(m_mean, m_infinityNorm, -learningRate / correction);
    }

  private:
    torch::Tensor m_mean, m_infinityNorm;
};

/// Source: Kingma & Ba 2015, algorithm 1.
class Adam : public Optimiser {
  public:
    explicit Adam(const torch::Tensor& like) : m_mean(keep("mean", like)), m_square(keep("square", like)) {}
    void step(const torch::Tensor& values, const torch::Tensor& gradients, double learningRate,
              std::int64_t count) override {
        m_mean.mul_(kFirstDecay).add_(gradients, 1 - kFirstDecay);
        m_square.mul_(kSecondDecay).addcmul_(gradients, gradients, 1 - kSecondDecay);
        const double meanCorrection = 1 - std::pow(kFirstDecay, static_cast<double>(count));
        const double squareCorrection = std::sqrt(1 - std::pow(kSecondDecay, static_cast<double>(count)));
        const auto divisor = m_square.sqrt().div_(squareCorrection).add_(kEpsilon);
        values.addcdiv_(m_mean, divisor, -learningRate / meanCorrection);
    }

  private:
    torch::Tensor m_mean, m_square;
};

/// Source: Tieleman & Hinton 2012, lecture 6.5; decay 0.99 as in PyTorch.
class RmsProp : public Optimiser {
  public:
    explicit RmsProp(const torch::Tensor& like) : m_square(keep("square", like)) {}
    void step(const torch::Tensor& values, const torch::Tensor& gradients, double learningRate,
              std::int64_t) override {
        constexpr double kDecay = 0.99;
        m_square.mul_(kDecay).addcmul_(gradients, gradients, 1 - kDecay);
        values.addcdiv_(gradients, m_square.sqrt().add_(kEpsilon), -learningRate);
    }

  private:
    torch::Tensor m_square;
};

}  // namespace

torch::Tensor Optimiser::keep(const std::string& name, const torch::Tensor& like) {
    m_state.emplace_back(name, torch::zeros_like(like));
    return m_state.back().second;
}

std::unique_ptr<Optimiser> makeOptimiser(const std::string& id, const torch::Tensor& like) {
    if (id == "adamax") return std::make_unique<Adamax>(like);
    if (id == "adam") return std::make_unique<Adam>(like);
    if (id == "rmsprop") return std::make_unique<RmsProp>(like);
    throw OptionError("optimiser: expected adamax, adam or rmsprop, found “" + id + "”");
}

}  // namespace nescio
