// Makes a density over bytes of a flow over real numbers: uniform noise fills each byte's bin.
#pragma once

#include "core/density/density_model.h"
#include "core/density/multi_scale_flow.h"

namespace nescio {

/// log P(x) >= E log p_u((x + noise)/256) - D log 256: a lower bound, one draw at a time (256: the levels).
/// The flow sees values centred on zero, u - 1/2.
/// Source: Theis et al. 2016, section 3.1.
class DequantizedFlow : public DensityModel {
  public:
    DequantizedFlow(ByteSpace space, std::shared_ptr<MultiScaleFlow> flow);

    [[nodiscard]] std::vector<TermInfo> termInfos() const override;
    [[nodiscard]] Tightness tightness() const override { return Tightness::LowerBound; }
    [[nodiscard]] torch::Tensor relaxedLogLikelihood(const torch::Tensor& values,
                                                     const NoiseKey& noise) const override;
    void initializeFrom(const torch::Tensor& bytes, const NoiseKey& noise) override;
    void markReady() override;
    [[nodiscard]] torch::Tensor sample(double temperature, const NoiseKey& noise,
                                       const StepReport& report = {}) const override;
    [[nodiscard]] std::string noLatents() const override { return {}; }
    /// Bytes, or floating values between them; differentiable in those.
    [[nodiscard]] torch::Tensor encode(const torch::Tensor& bytes, const NoiseKey& noise) const override;
    [[nodiscard]] torch::Tensor decode(const torch::Tensor& latents) const override;

    [[nodiscard]] const MultiScaleFlow& flow() const { return *m_flow; }

  private:
    [[nodiscard]] std::vector<torch::Tensor> termsOf(const torch::Tensor& bytes,
                                                     const NoiseKey& noise) const override;
    [[nodiscard]] torch::Tensor dequantized(const torch::Tensor& values, const NoiseKey& noise) const;

    std::shared_ptr<MultiScaleFlow> m_flow;
};

}  // namespace nescio
