// A flow over several scales: some steps, a squeeze among them, then half of the channels leave for the prior
// and the rest goes on. The skeleton that all multi-scale flows share.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "core/density/gaussian_prior.h"
#include "core/flows/bijection.h"
#include "core/math/tensor.h"
#include "core/values/breakdown.h"

namespace nescio {

/// Levels of (steps, factor out); at the last level everything leaves.
/// Source: Dinh et al. 2017, section 3.6.
class MultiScaleFlow : public torch::nn::Module {
  public:
    /// Makes the steps of one level (1-based) for images of a shape, the squeeze included.
    using MakeSteps =
        std::function<std::vector<std::shared_ptr<Bijection>>(const ImageShape& shape, int level)>;

    /// Throws: ShapeError when a level cannot be squeezed any more, or has one channel and no half to keep.
    MultiScaleFlow(ImageShape data, int levels, PriorForm prior, const MakeSteps& makeSteps);

    /// Names of the entries of terms(), in the order of computation.
    [[nodiscard]] const std::vector<TermInfo>& termInfos() const { return m_infos; }
    /// log-determinants, the scale of a learned prior among them, and log-densities of the standardised
    /// latents under N(0, I).   Shapes: x [N,C,H,W] -> each [N], or [] where equal for all images.
    [[nodiscard]] std::vector<torch::Tensor> terms(const torch::Tensor& x) const;

    /// Data-dependent start of every step.
    void initializeFrom(const torch::Tensor& x);

    /// D = number of latents of one image; noise for toData is [N, D].
    [[nodiscard]] std::int64_t dims() const { return m_data.dims(); }
    /// Shapes: N(0, I) noise [N, D] -> x [N,C,H,W].
    [[nodiscard]] torch::Tensor toData(const torch::Tensor& noise) const;
    /// The inverse of toData.
    [[nodiscard]] torch::Tensor toNoise(const torch::Tensor& x) const;

  private:
    struct Level {
        std::vector<std::shared_ptr<Bijection>> steps;
        std::shared_ptr<GaussianPrior> prior;
        int kept = 0;  ///< channels that go on to the next level; 0 at the last
    };
    void appendLevel(const ImageShape& in, bool last, PriorForm prior, const MakeSteps& makeSteps);
    void describeLevel(const Level& level);

    ImageShape m_data;
    std::vector<Level> m_levels;
    std::vector<TermInfo> m_infos;
};

}  // namespace nescio
