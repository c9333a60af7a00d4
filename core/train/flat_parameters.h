// All parameters of a model in one block of memory. One optimiser step is then a handful of operations over
// that block instead of a handful for each of hundreds of tensors, and so are clipping and zeroing.
#pragma once

#include <vector>

#include "core/math/tensor.h"

namespace nescio {

/// Moves a module's parameters into one tensor and their gradients into another; the module's own tensors
/// become views of them.   Requires: all parameters on one device, of one floating type, outliving this.
class FlatParameters {
  public:
    explicit FlatParameters(const torch::nn::Module& module);

    [[nodiscard]] const torch::Tensor& values() const { return m_values; }        ///< [P]
    [[nodiscard]] const torch::Tensor& gradients() const { return m_gradients; }  ///< [P]
    /// The module's own, views of values().
    [[nodiscard]] const std::vector<torch::Tensor>& parameters() const { return m_parameters; }
    /// Adds one gradient a parameter to gradients(); those that are undefined add nothing.
    void addToGradients(const std::vector<torch::Tensor>& gradients) const;

  private:
    std::vector<torch::Tensor> m_parameters;
    torch::Tensor m_values, m_gradients;
};

}  // namespace nescio
