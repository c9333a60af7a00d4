#include "core/flows/kinds/additive_coupling.h"

#include "core/math/require_shape.h"
#include "core/values/failure.h"

namespace nescio {

AdditiveCoupling::AdditiveCoupling(ImageShape shape, CouplingNetOptions net, torch::Generator generator)
    : Bijection("coupling", shape, shape),
      m_keptChannels(shape.channels / 2),
      m_movedChannels(shape.channels - shape.channels / 2) {
    if (m_keptChannels < 1)
        throw ShapeError("coupling: expected at least two channels, found images of " + toText(shape));
    net.in = {m_keptChannels, shape.height, shape.width};
    net.out = m_movedChannels;
    m_net = register_module("net", makeCouplingNet(net, std::move(generator)));
}

torch::Tensor AdditiveCoupling::initializeFrom(const torch::Tensor& x) {
    requireShape(x, dataShape(), label());
    const torch::NoGradGuard noGrad;
    m_net->initializeFrom(x.narrow(1, 0, m_keptChannels));
    return mapToLatent(x).value;
}

MappedParts AdditiveCoupling::mapToLatent(const torch::Tensor& x) const {
    const auto kept = x.narrow(1, 0, m_keptChannels);
    const auto moved = x.narrow(1, m_keptChannels, m_movedChannels);
    return {torch::cat({kept, moved + m_net->forward(kept)}, 1), {}};
}

Mapped AdditiveCoupling::mapToData(const torch::Tensor& z) const {
    const auto kept = z.narrow(1, 0, m_keptChannels);
    const auto moved = z.narrow(1, m_keptChannels, m_movedChannels);
    return {torch::cat({kept, moved - m_net->forward(kept)}, 1), torch::zeros({}, z.options())};
}

namespace flows::additive_coupling {

BijectionKind kind() {
    const auto trial = [](int channels) {
        return [=](torch::Generator generator) {
            return std::make_shared<AdditiveCoupling>(ImageShape{channels, 2, 2},
                                                      CouplingNetOptions{.id = "conv", .in = {}, .hidden = 5},
                                                      std::move(generator));
        };
    };
    return {.id = "additive_coupling",
            .title = "additive coupling",
            .source = "Dinh et al. 2015, section 3.2",
            .trials = {{"even number of channels", trial(4)}, {"odd number of channels", trial(3)}}};
}

}  // namespace flows::additive_coupling
}  // namespace nescio
