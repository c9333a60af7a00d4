// One half of the channels says how to shift the other half, and nothing is scaled.
#pragma once

#include "core/flows/bijection.h"
#include "core/nets/coupling_net.h"

namespace nescio {

/// z = (a, b + t(a)): changes no volume. In Glow it leaves the actnorms and 1×1 convolutions as the only
/// volume terms of its steps, which are the same for all images. With a prior whose scale reads nothing of
/// the image that is constant-volume Glow. Shapes: x = (a, b) along channels, a the first C/2; no log-det.
/// Source: Dinh et al. 2015, section 3.2; Nalisnick et al. 2019, section 4.
class AdditiveCoupling : public Bijection {
  public:
    /// `net.in` and `net.out` are filled in here.   Throws: ShapeError for fewer than two channels.
    AdditiveCoupling(ImageShape shape, CouplingNetOptions net, torch::Generator generator);
    torch::Tensor initializeFrom(const torch::Tensor& x) override;
    [[nodiscard]] std::vector<std::string> partLabels() const override { return {}; }

  private:
    [[nodiscard]] MappedParts mapToLatent(const torch::Tensor& x) const override;
    [[nodiscard]] Mapped mapToData(const torch::Tensor& z) const override;

    int m_keptChannels;
    int m_movedChannels;
    std::shared_ptr<CouplingNet> m_net;
};

}  // namespace nescio
