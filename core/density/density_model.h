// What every model is: a probability of 8-bit images that comes in named terms.
//
// To add one: a file core/models/<id>.cpp with a class derived from DensityModel (or a builder of an
// existing one) and `models::<id>::kind()`, which lists options, presets and trial settings. Command line,
// window, run files and the model battery pick it up from there.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <torch/torch.h>

#include "core/math/counter_noise.h"
#include "core/values/breakdown.h"
#include "core/values/option.h"
#include "core/values/shape.h"

namespace nescio {

/// A density over bytes.
class DensityModel : public torch::nn::Module {
  public:
    explicit DensityModel(ImageShape shape) : m_shape(shape) {}

    /// Names of the terms, the same for all images.
    [[nodiscard]] virtual std::vector<TermInfo> termInfos() const = 0;
    [[nodiscard]] virtual Tightness tightness() const = 0;

    /// The terms of log P of the 8-bit image, one tensor for each entry of termInfos().
    /// Shapes: bytes uint8 [N,C,H,W] -> each [N], or [] where equal for all images.   Units: nats.
    /// Throws: ShapeError.
    [[nodiscard]] std::vector<torch::Tensor> terms(const torch::Tensor& bytes, const NoiseKey& noise) const;

    /// Sum of the terms.   Shapes: -> [N].   Units: nats.
    [[nodiscard]] torch::Tensor logLikelihood(const torch::Tensor& bytes, const NoiseKey& noise) const;

    /// Data-dependent start from one batch, once, before training.
    virtual void initializeFrom(const torch::Tensor& bytes, const NoiseKey& noise) = 0;
    /// Says that the weights came from elsewhere.
    virtual void markReady() = 0;

    /// Images as uint8 [N,C,H,W], one for each entry of noise.images.
    [[nodiscard]] virtual torch::Tensor sample(double temperature, const NoiseKey& noise) const = 0;

    [[nodiscard]] const ImageShape& shape() const { return m_shape; }
    /// Device and floating type of the weights.
    [[nodiscard]] torch::TensorOptions weightOptions() const;

  private:
    [[nodiscard]] virtual std::vector<torch::Tensor> termsOf(const torch::Tensor& bytes,
                                                             const NoiseKey& noise) const = 0;
    ImageShape m_shape;
};

/// Terms as one table.   Shapes: -> float64 [N, terms].
torch::Tensor asTable(const std::vector<torch::Tensor>& terms, std::int64_t images);

/// Option values that a preset changes, for images of a shape; `train` speaks trainOptionFields().
struct Preset {
    OptionValues model;
    OptionValues train;
};

/// A registered model.
struct ModelKind {
    using Make = std::function<std::shared_ptr<DensityModel>(const OptionValues& completed, ImageShape shape,
                                                             std::uint64_t seed)>;
    std::string id, title, source;
    std::vector<OptionField> options;
    std::vector<std::string> presets;
    std::function<Preset(const std::string& id, const ImageShape& shape)> preset;
    Make make;
    OptionValues trial;  ///< options of an instance small enough for the battery
};

/// All models, alphabetical by id.
const std::vector<ModelKind>& modelKinds();
/// Throws: OptionError naming the known ids.
const ModelKind& modelKind(const std::string& id);

}  // namespace nescio
