// An invertible map with a tractable volume change: the building block of every flow.
//
// To add one: a file core/flows/kinds/<id>.cpp (and its header) with a class derived from Bijection that
// implements mapToLatent and mapToData, and `flows::<id>::kind()` that lists trial instances. The battery
// then checks it: both round trips, log-det against the autodiff Jacobian, independence of the batch.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/math/tensor.h"
#include "core/values/shape.h"

namespace nescio {

/// A value and the log-determinant of the map that led to it.
/// Shapes: value [N,C,H,W]; logDet [N].   Units: nats.
struct Mapped {
    torch::Tensor value;
    torch::Tensor logDet;
};

/// The same with the log-determinant still in parts, one for each entry of partLabels().
/// Shapes: each log-det is [N], or [] where it is the same for all images.
struct MappedParts {
    torch::Tensor value;
    std::vector<torch::Tensor> logDets;
};

/// Maps data to latent and back. Shapes are fixed at construction.
/// Throws (all maps): ShapeError naming both shapes; StateError when used before initializeFrom().
class Bijection : public torch::nn::Module {
  public:
    Bijection(std::string label, ImageShape dataShape, ImageShape latentShape);

    [[nodiscard]] Mapped toLatent(const torch::Tensor& x) const;
    [[nodiscard]] MappedParts toLatentInParts(const torch::Tensor& x) const;
    [[nodiscard]] Mapped toData(const torch::Tensor& z) const;

    /// Data-dependent start, once and explicit. Maps without one need nothing.
    /// Shapes: x [N,C,H,W] -> the value x maps to after the start.
    virtual torch::Tensor initializeFrom(const torch::Tensor& x);

    /// Names of the parts of the log-determinant, e.g. {"actnorm", "1×1 conv", "coupling"}; empty for a
    /// map that changes no volume by construction.
    [[nodiscard]] virtual std::vector<std::string> partLabels() const { return {m_label}; }

    [[nodiscard]] const std::string& label() const { return m_label; }
    [[nodiscard]] const ImageShape& dataShape() const { return m_dataShape; }
    [[nodiscard]] const ImageShape& latentShape() const { return m_latentShape; }

  private:
    [[nodiscard]] virtual MappedParts mapToLatent(const torch::Tensor& x) const = 0;
    /// logDet is that of the inverse map: minus the forward one at the same point.
    [[nodiscard]] virtual Mapped mapToData(const torch::Tensor& z) const = 0;

    std::string m_label;
    ImageShape m_dataShape;
    ImageShape m_latentShape;
};

/// Sum of parts as [N]; zeros where there are none.
torch::Tensor sumOfParts(const std::vector<torch::Tensor>& parts, const torch::Tensor& like);

/// A registered bijection with instances small enough to test.
struct BijectionKind {
    struct Trial {
        std::string name;
        std::function<std::shared_ptr<Bijection>(torch::Generator)> make;
        bool unitInterval = false;  ///< its data lie within -1/2 and 1/2, not anywhere
    };
    std::string id, title, source;
    std::vector<Trial> trials;
};

/// All bijections, alphabetical by id.
const std::vector<BijectionKind>& bijectionKinds();

}  // namespace nescio
