// Bijections in sequence are a bijection.
#pragma once

#include "core/flows/bijection.h"

namespace nescio {

/// Applies its links in order; the parts of the log-determinant are those of all links.
/// Throws: ShapeError at construction when a link does not take what the one before it gives.
class Chain : public Bijection {
  public:
    /// Requires: at least one link.
    explicit Chain(std::vector<std::shared_ptr<Bijection>> links);
    torch::Tensor initializeFrom(const torch::Tensor& x) override;
    [[nodiscard]] std::vector<std::string> partLabels() const override;

  private:
    [[nodiscard]] MappedParts mapToLatent(const torch::Tensor& x) const override;
    [[nodiscard]] Mapped mapToData(const torch::Tensor& z) const override;

    std::vector<std::shared_ptr<Bijection>> m_links;
};

}  // namespace nescio
