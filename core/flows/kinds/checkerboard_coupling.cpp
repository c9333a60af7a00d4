#include "core/flows/kinds/checkerboard_coupling.h"

#include "core/math/gaussian.h"
#include "core/math/require_shape.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

torch::Tensor checkerboard(const ImageShape& shape, bool keepEven) {
    const auto rows = torch::arange(shape.height, torch::kInt64).view({-1, 1});
    const auto columns = torch::arange(shape.width, torch::kInt64).view({1, -1});
    const auto even = (rows + columns).remainder(2).eq(0);
    return (keepEven ? even : even.logical_not()).to(torch::kFloat32).view({1, 1, shape.height, shape.width});
}

}  // namespace

CheckerboardCoupling::CheckerboardCoupling(ImageShape shape, bool keepEven, CouplingNetOptions net,
                                           torch::Generator generator)
    : Bijection("coupling", shape, shape) {
    if (shape.height * shape.width < 2)
        throw ShapeError("coupling: expected at least two positions, found images of " + toText(shape));
    m_kept = register_buffer("kept", checkerboard(shape, keepEven));
    net.in = {shape.channels + 1, shape.height, shape.width};
    net.out = 2 * shape.channels;
    m_net = register_module("net", makeCouplingNet(net, std::move(generator)));
}

/// The mask goes in as a channel of its own: a zero that was masked is not a zero of the image.
torch::Tensor CheckerboardCoupling::whatTheNetReads(const torch::Tensor& x) const {
    return torch::cat({x * m_kept, m_kept.expand({x.size(0), -1, -1, -1})}, 1);
}

CheckerboardCoupling::Move CheckerboardCoupling::moveFrom(const torch::Tensor& x) const {
    const auto both = m_net->forward(whatTheNetReads(x)).chunk(2, 1);
    const auto moved = 1 - m_kept;
    return {both[0] * moved, torch::log_sigmoid(both[1] + kLogitShift) * moved};
}

torch::Tensor CheckerboardCoupling::initializeFrom(const torch::Tensor& x) {
    requireShape(x, dataShape(), label());
    const torch::NoGradGuard noGrad;
    m_net->initializeFrom(whatTheNetReads(x));
    return mapToLatent(x).value;
}

MappedParts CheckerboardCoupling::mapToLatent(const torch::Tensor& x) const {
    const auto [shift, logScale] = moveFrom(x);
    return {(x + shift) * torch::exp(logScale), {sumPerImage(logScale)}};
}

Mapped CheckerboardCoupling::mapToData(const torch::Tensor& z) const {
    const auto [shift, logScale] = moveFrom(z);  // reads only what both have in common
    return {z * torch::exp(-logScale) - shift, -sumPerImage(logScale)};
}

namespace flows::checkerboard_coupling {

BijectionKind kind() {
    const auto trial = [](bool keepEven, ImageShape shape) {
        return [=](torch::Generator generator) {
            return std::make_shared<CheckerboardCoupling>(
                shape, keepEven, CouplingNetOptions{.id = "conv", .in = {}, .hidden = 5},
                std::move(generator));
        };
    };
    return {.id = "checkerboard_coupling",
            .title = "checkerboard coupling",
            .source = "Dinh et al. 2017, section 3.4",
            .trials = {{"keeps even positions", trial(true, {1, 4, 2})},
                       {"keeps odd positions", trial(false, {2, 2, 3})}}};
}

}  // namespace flows::checkerboard_coupling
}  // namespace nescio
