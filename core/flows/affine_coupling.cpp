#include "core/flows/affine_coupling.h"

#include "core/math/gaussian.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

constexpr double kLogitShift = 2.0;  // sigmoid(2) = 0.88: an untrained coupling hardly shrinks

}  // namespace

AffineCoupling::AffineCoupling(ImageShape shape, CouplingNetOptions net, torch::Generator generator)
    : Bijection("coupling", shape, shape),
      m_keptChannels(shape.channels / 2),
      m_movedChannels(shape.channels - shape.channels / 2) {
    if (m_keptChannels < 1)
        throw ShapeError("coupling: expected at least two channels, found images of " + toText(shape));
    net.in = {m_keptChannels, shape.height, shape.width};
    net.out = 2 * m_movedChannels;
    m_net = register_module("net", makeCouplingNet(net, std::move(generator)));
}

AffineCoupling::Move AffineCoupling::moveFrom(const torch::Tensor& kept) const {
    const auto both = m_net->forward(kept).chunk(2, 1);
    return {both[0], both[1] + kLogitShift};
}

torch::Tensor AffineCoupling::initializeFrom(const torch::Tensor& x) {
    requireShape(x, dataShape(), label());
    const torch::NoGradGuard noGrad;
    m_net->initializeFrom(x.narrow(1, 0, m_keptChannels));
    return mapToLatent(x).value;
}

MappedParts AffineCoupling::mapToLatent(const torch::Tensor& x) const {
    const auto kept = x.narrow(1, 0, m_keptChannels);
    const auto moved = x.narrow(1, m_keptChannels, m_movedChannels);
    const auto [shift, logit] = moveFrom(kept);
    const auto z = torch::cat({kept, (moved + shift) * torch::sigmoid(logit)}, 1);
    return {z, {sumPerImage(torch::log_sigmoid(logit))}};
}

Mapped AffineCoupling::mapToData(const torch::Tensor& z) const {
    const auto kept = z.narrow(1, 0, m_keptChannels);
    const auto moved = z.narrow(1, m_keptChannels, m_movedChannels);
    const auto [shift, logit] = moveFrom(kept);
    const auto x = torch::cat({kept, moved / torch::sigmoid(logit) - shift}, 1);
    return {x, -sumPerImage(torch::log_sigmoid(logit))};
}

namespace flows::affine_coupling {

BijectionKind kind() {
    const auto trial = [](const char* net, int channels) {
        return [=](torch::Generator generator) {
            return std::make_shared<AffineCoupling>(ImageShape{channels, 2, 2},
                                                    CouplingNetOptions{.id = net, .in = {}, .hidden = 5},
                                                    std::move(generator));
        };
    };
    return {.id = "affine_coupling",
            .title = "affine coupling",
            .source = "Dinh et al. 2017, section 3.2",
            .trials = {{"conv net", trial("conv", 4)},
                       {"highway net", trial("highway", 4)},
                       {"odd number of channels", trial("conv", 3)}}};
}

}  // namespace flows::affine_coupling
}  // namespace nescio
