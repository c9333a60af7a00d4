// First-order optimisers over one flat block of parameters. LibTorch has no Adamax in C++, and its others
// walk the parameters one by one.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/math/tensor.h"

namespace nescio {

/// A rule that moves parameters against their gradient.   Shapes: all tensors [P] but the factors.
class Optimiser {
  public:
    virtual ~Optimiser() = default;

    /// What of a step depends on its number `count`, from 1 on: always as many numbers.
    [[nodiscard]] virtual std::vector<double> factors(double learningRate, std::int64_t count) const = 0;
    /// One step, in place; on a CPU slice by slice, by all threads. Nothing in it depends on the number of
    /// the step but the factors, so that it can be recorded.   Shapes: factors [factors().size()], of the
    /// type and on the device of the values.
    void step(const torch::Tensor& values, const torch::Tensor& gradients, const torch::Tensor& factors);
    /// The same with the factors of a step.
    void step(const torch::Tensor& values, const torch::Tensor& gradients, double learningRate,
              std::int64_t count);

    /// The tensors to keep in a checkpoint, always in the same order; write into them to restore.
    [[nodiscard]] const std::vector<std::pair<std::string, torch::Tensor>>& state() const { return m_state; }

  protected:
    /// Adds a row to state(), zero at first.
    void keep(const std::string& name, const torch::Tensor& like);

    /// Some of the parameters with what belongs to them.   Shapes: all [n] but the factors.
    struct Part {
        torch::Tensor values, gradients;
        std::vector<torch::Tensor> state;  ///< in the order they were kept
        const torch::Tensor& factors;
    };

  private:
    /// The rule, element by element.
    virtual void move(const Part& part) const = 0;

    std::vector<std::pair<std::string, torch::Tensor>> m_state;
};

/// adamax | adam | rmsprop, with the constants of their sources.   Throws: OptionError for another id.
std::unique_ptr<Optimiser> makeOptimiser(const std::string& id, const torch::Tensor& like);

}  // namespace nescio
