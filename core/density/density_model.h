// What every model is: a probability of 8-bit images that comes in named terms.
//
// How to add one: core/models/model_kind.h.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/density/objective.h"
#include "core/math/counter_noise.h"
#include "core/math/tensor.h"
#include "core/values/breakdown.h"
#include "core/values/shape.h"

namespace nescio {

/// Hears of the steps of a long computation and says whether to go on.
using StepReport = std::function<bool(std::int64_t done, std::int64_t total)>;

/// A density over bytes.
class DensityModel : public torch::nn::Module {
  public:
    explicit DensityModel(ByteSpace space) : m_space(space) {}

    /// Names of the terms, the same for all images.
    [[nodiscard]] virtual std::vector<TermInfo> termInfos() const = 0;
    [[nodiscard]] virtual Tightness tightness() const = 0;
    [[nodiscard]] virtual DrawRule drawRule() const { return DrawRule::Mean; }

    /// The terms of log P of the 8-bit image, one tensor for each entry of termInfos().
    /// Shapes: bytes uint8 [N,C,H,W] -> each [N], or [] where equal for all images.   Units: nats.
    /// Throws: ShapeError.
    [[nodiscard]] std::vector<torch::Tensor> terms(const torch::Tensor& bytes, const NoiseKey& noise) const;

    /// Sum of the terms.   Shapes: -> [N].   Units: nats.
    [[nodiscard]] torch::Tensor logLikelihood(const torch::Tensor& bytes, const NoiseKey& noise) const;

    /// What a training step minimises, on one batch; −log P unless the model has something of its own, such
    /// as a bound that is cheaper to follow than to evaluate. A mean over images, each by itself: what is
    /// asked for on a CPU are shards of the batch.   Shapes: bytes uint8 [N,C,H,W].
    [[nodiscard]] virtual Objective objective(const torch::Tensor& bytes, const NoiseKey& noise) const;

    /// The total at values between bytes, equal to logLikelihood() at bytes and differentiable in the values:
    /// what an attack climbs.   Shapes: floating [N,C,H,W] in 0..levels-1 -> [N].   Units: nats.
    [[nodiscard]] virtual torch::Tensor relaxedLogLikelihood(const torch::Tensor& values,
                                                             const NoiseKey& noise) const;

    /// The terms split over pixels, where a model can: one [N,H,W] or undefined tensor for each entry of
    /// termInfos(), or nothing at all.   Units: nats.
    [[nodiscard]] virtual std::vector<torch::Tensor> pixelMaps(const torch::Tensor& bytes,
                                                               const NoiseKey& noise) const;
    /// Whether pixelMaps() gives any.
    [[nodiscard]] virtual bool splitsOverPixels() const { return false; }

    /// Data-dependent start from one batch, once, before training. Models without one need nothing.
    virtual void initializeFrom(const torch::Tensor& bytes, const NoiseKey& noise);
    /// Says that the weights came from elsewhere.
    virtual void markReady() {}

    /// Images as uint8 [N,C,H,W], one for each entry of noise.images. `report` is asked between the steps of
    /// a model that draws pixel by pixel; when it says stop, the result is undefined.
    [[nodiscard]] virtual torch::Tensor sample(double temperature, const NoiseKey& noise,
                                               const StepReport& report = {}) const = 0;

    /// Why encode() and decode() cannot be had of this model, one sentence; empty where they can.
    [[nodiscard]] virtual std::string noLatents() const = 0;
    /// Latents that are N(0, I) under the model.   Shapes: uint8 [N,C,H,W] -> [N,K].
    /// Throws: UnsupportedError saying noLatents().
    [[nodiscard]] virtual torch::Tensor encode(const torch::Tensor& bytes, const NoiseKey& noise) const;
    /// The image of latents.   Shapes: [N,K] -> uint8 [N,C,H,W].   Throws: UnsupportedError.
    [[nodiscard]] virtual torch::Tensor decode(const torch::Tensor& latents) const;

    [[nodiscard]] const ImageShape& shape() const { return m_space.shape; }
    [[nodiscard]] const ByteSpace& space() const { return m_space; }
    /// Device and floating type of the weights.
    [[nodiscard]] torch::TensorOptions weightOptions() const;

  private:
    [[nodiscard]] virtual std::vector<torch::Tensor> termsOf(const torch::Tensor& bytes,
                                                             const NoiseKey& noise) const = 0;
    ByteSpace m_space;
};

/// Terms as one table.   Shapes: -> float64 [N, terms].
torch::Tensor asTable(const std::vector<torch::Tensor>& terms, std::int64_t images);

}  // namespace nescio
