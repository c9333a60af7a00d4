// Several models of one kind, trained apart, read as one: a mixture with equal weights.
#pragma once

#include <memory>
#include <vector>

#include "core/density/density_model.h"

namespace nescio {

/// log P(x) = log of the mean over members of P_m(x), per image.
/// Terms: for each member its terms summed by kind and divided by the number of members, then the gain of
/// averaging probabilities instead of logarithms, which is never negative.
/// Source: Nalisnick et al. 2019, appendix; Choi et al. 2018 for the members' mean and variance.
class Ensemble : public DensityModel {
  public:
    /// Requires: two members or more, of one kind and shape.
    explicit Ensemble(std::vector<std::shared_ptr<DensityModel>> members);

    [[nodiscard]] std::vector<TermInfo> termInfos() const override;
    [[nodiscard]] Tightness tightness() const override { return m_members.front()->tightness(); }
    [[nodiscard]] DrawRule drawRule() const override { return m_members.front()->drawRule(); }
    [[nodiscard]] torch::Tensor relaxedLogLikelihood(const torch::Tensor& values,
                                                     const NoiseKey& noise) const override;
    void markReady() override;
    /// Each image from the member that the noise picks.
    [[nodiscard]] torch::Tensor sample(double temperature, const NoiseKey& noise,
                                       const StepReport& report = {}) const override;
    [[nodiscard]] std::string noLatents() const override;

  private:
    [[nodiscard]] std::vector<torch::Tensor> termsOf(const torch::Tensor& bytes,
                                                     const NoiseKey& noise) const override;
    [[nodiscard]] std::vector<TermKind> kinds() const;

    std::vector<std::shared_ptr<DensityModel>> m_members;
};

}  // namespace nescio
