// Trades space for channels, so that coupling layers can work on images.
#pragma once

#include "core/flows/bijection.h"

namespace nescio {

/// 2×2 pixels become 4 channels: [N,C,H,W] -> [N,4C,H/2,W/2]. Changes no volume.
/// Throws: ShapeError at construction when a side is odd.
/// Source: Dinh et al. 2017, section 3.6.
class Squeeze : public Bijection {
  public:
    explicit Squeeze(ImageShape shape);
    [[nodiscard]] std::vector<std::string> partLabels() const override { return {}; }

  private:
    [[nodiscard]] MappedParts mapToLatent(const torch::Tensor& x) const override;
    [[nodiscard]] Mapped mapToData(const torch::Tensor& z) const override;
};

}  // namespace nescio
