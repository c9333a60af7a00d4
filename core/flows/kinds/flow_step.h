// One step of Glow: actnorm, 1×1 convolution, coupling.
#pragma once

#include "core/flows/bijection.h"
#include "core/flows/kinds/actnorm.h"
#include "core/flows/kinds/invertible_conv.h"
#include "core/nets/coupling_net.h"

namespace nescio {

/// What the coupling of a step does to the half it moves.
enum class CouplingForm {
    Affine,   ///< shifts and scales it
    Additive  ///< shifts it only: the volume change of the step is the same for all images
};

/// Actnorm, invertible 1×1 convolution and a coupling in sequence, each with its own log-det.
/// Actnorm and convolution run as one convolution with weight W diag(s) and bias W (s b): the same map with
/// one pass over the images instead of three.
/// Source: Kingma & Dhariwal 2018, figure 2a.
class FlowStep : public Bijection {
  public:
    FlowStep(ImageShape shape, MixingForm mixing, CouplingForm coupling, const CouplingNetOptions& net,
             const torch::Generator& generator);
    torch::Tensor initializeFrom(const torch::Tensor& x) override;
    [[nodiscard]] std::vector<std::string> partLabels() const override;

  private:
    [[nodiscard]] MappedParts mapToLatent(const torch::Tensor& x) const override;
    [[nodiscard]] Mapped mapToData(const torch::Tensor& z) const override;

    std::shared_ptr<ActNorm> m_norm;
    std::shared_ptr<InvertibleConv> m_mixing;
    std::shared_ptr<Bijection> m_coupling;
};

}  // namespace nescio
