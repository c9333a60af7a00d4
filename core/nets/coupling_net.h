// The networks inside coupling layers. They hold no probability: they read half of the channels and say how
// to move the other half. All end in a convolution that starts at zero, so that a flow starts as identity.
#pragma once

#include <memory>
#include <string>

#include "core/math/tensor.h"
#include "core/values/shape.h"

namespace nescio {

/// Added to the logits of a scale: sigmoid(2) = 0.88, so that an untrained coupling hardly shrinks.
inline constexpr double kLogitShift = 2.0;

/// A map [N,in,H,W] -> [N,out,H,W].
class CouplingNet : public torch::nn::Module {
  public:
    [[nodiscard]] virtual torch::Tensor forward(const torch::Tensor& x) const = 0;
    /// Data-dependent start where the net has one; returns forward(x).
    virtual torch::Tensor initializeFrom(const torch::Tensor& x) { return forward(x); }
};

/// What a coupling net is built from.
struct CouplingNetOptions {
    std::string id = "conv";  ///< conv | highway | residual
    ImageShape in;            ///< shape of what it reads
    int out = 0;              ///< channels of what it says
    int hidden = 64;          ///< channels of the hidden layers
    int blocks = 2;           ///< residual blocks (residual only)
};

/// Throws: OptionError for an unknown id.
std::shared_ptr<CouplingNet> makeCouplingNet(const CouplingNetOptions& options, torch::Generator generator);

}  // namespace nescio
