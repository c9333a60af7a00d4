// What a flow's latents are measured with: N(0, I), behind a last affine map where mean and scale are
// learned.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/math/tensor.h"
#include "core/nets/layers.h"
#include "core/values/shape.h"

namespace nescio {

/// How mean μ and logarithm of the scale s of the latents of a level are found. The last level has nothing
/// left to read: there both learned forms have one mean and one scale a channel.
enum class PriorForm {
    Fixed,       ///< N(0, I)
    Steady,      ///< μ read from the half that stays, s a number a channel: the volume of all images is one
                 ///< number
    Conditional  ///< μ and s read from the half that stays: an affine coupling, whose volume depends on the
                 ///< image
};

/// fixed | steady | learned (conditional), as options call them.   Throws: OptionError for another word.
PriorForm priorFormFrom(const std::string& id);

/// log N(z; μ, e^{2s}) = log N((z − μ) e^{−s}; 0, I) − Σs: the standardising map is part of the flow, its
/// log-determinant −Σs a volume term like any other, and the density is that of N(0, I) alone.
/// Source: Kingma & Dhariwal 2018, section 3.3; Dinh et al. 2017, section 3.6; steady: ours.
class GaussianPrior : public torch::nn::Module {
  public:
    /// `context`: shape of the half that stays; nullopt at the last level.
    GaussianPrior(PriorForm form, ImageShape shape, std::optional<ImageShape> context);

    /// Latents as N(0, I) noise, and log |det| of the map there.
    /// Shapes: noise [N,C,H,W]; logDet [N], or [] where the same for all images.   Units: nats.
    struct Standardised {
        torch::Tensor noise, logDet;
    };
    /// Shapes: z [N,C,H,W], context as announced (or undefined).
    [[nodiscard]] Standardised standardised(const torch::Tensor& z, const torch::Tensor& context) const;
    /// The inverse: turns N(0, I) noise into latents of this prior.
    [[nodiscard]] torch::Tensor fromNoise(const torch::Tensor& noise, const torch::Tensor& context) const;

    /// Whether there is a scale at all, and so a volume term.
    [[nodiscard]] bool scales() const { return m_form != PriorForm::Fixed; }
    [[nodiscard]] const ImageShape& shape() const { return m_shape; }

  private:
    struct Moments {
        torch::Tensor mean, logScale;  ///< broadcastable to z; logScale [1,C,1,1] where it reads nothing
    };
    [[nodiscard]] Moments momentsGiven(const torch::Tensor& context) const;

    PriorForm m_form;
    ImageShape m_shape;
    std::shared_ptr<ZeroConv> m_fromContext;
    torch::Tensor m_mean, m_logScale;
};

}  // namespace nescio
