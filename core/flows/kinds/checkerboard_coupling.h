// Half of the positions, like the fields of one colour of a checkerboard, say how to shift and scale the
// rest.
#pragma once

#include "core/flows/bijection.h"
#include "core/nets/coupling_net.h"

namespace nescio {

/// z = b x + (1 - b) (x + t(b x)) s(b x), with b the checkerboard mask and s = sigmoid(r + 2) bounded by 1.
/// Shapes: x [N,C,H,W]; logDet [N] = sum of log s where b = 0.
/// Source: Dinh et al. 2017, section 3.4.
class CheckerboardCoupling : public Bijection {
  public:
    /// `keepEven`: the kept positions are those where row + column is even. `net.in`, `net.out`: filled in
    /// here.
    CheckerboardCoupling(ImageShape shape, bool keepEven, CouplingNetOptions net, torch::Generator generator);
    torch::Tensor initializeFrom(const torch::Tensor& x) override;

  private:
    struct Move {
        torch::Tensor shift, logScale;  ///< both [N,C,H,W], zero where b = 1
    };
    [[nodiscard]] MappedParts mapToLatent(const torch::Tensor& x) const override;
    [[nodiscard]] Mapped mapToData(const torch::Tensor& z) const override;
    [[nodiscard]] Move moveFrom(const torch::Tensor& x) const;
    [[nodiscard]] torch::Tensor whatTheNetReads(const torch::Tensor& x) const;

    torch::Tensor m_kept;  ///< b, [1,1,H,W]
    std::shared_ptr<CouplingNet> m_net;
};

}  // namespace nescio
