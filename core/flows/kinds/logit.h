// Spreads values of the unit interval over the real line.
#pragma once

#include "core/flows/bijection.h"

namespace nescio {

/// z = logit(a + (1 - 2a)(x + 1/2)) for x in [-1/2, 1/2]; a = 0.05 keeps the ends finite.
/// Shapes: z as x [N,C,H,W]; logDet [N].
/// Source: Dinh et al. 2017, section 4.1.
class Logit : public Bijection {
  public:
    explicit Logit(ImageShape shape) : Bijection("logit", shape, shape) {}

  private:
    [[nodiscard]] MappedParts mapToLatent(const torch::Tensor& x) const override;
    [[nodiscard]] Mapped mapToData(const torch::Tensor& z) const override;
};

}  // namespace nescio
