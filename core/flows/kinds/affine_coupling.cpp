#include "core/flows/kinds/affine_coupling.h"

#include "core/flows/affine_move.h"
#include "core/math/gaussian.h"
#include "core/math/require_shape.h"
#include "core/values/failure.h"

namespace nescio {

AffineCoupling::AffineCoupling(ImageShape shape, CouplingNetOptions net, torch::Generator generator,
                               Moves moves)
    : Bijection("coupling", shape, shape),
      m_moves(moves),
      m_keptChannels(shape.channels / 2),
      m_movedChannels(shape.channels - shape.channels / 2) {
    if (m_keptChannels < 1)
        throw ShapeError("coupling: expected at least two channels, found images of " + toText(shape));
    net.in = {m_keptChannels, shape.height, shape.width};
    net.out = 2 * m_movedChannels;
    m_net = register_module("net", makeCouplingNet(net, std::move(generator)));
}

AffineCoupling::Halves AffineCoupling::split(const torch::Tensor& x) const {
    const bool first = m_moves == Moves::FirstHalf;
    return {.kept = x.narrow(1, first ? m_movedChannels : 0, m_keptChannels),
            .moved = x.narrow(1, first ? 0 : m_keptChannels, m_movedChannels)};
}

torch::Tensor AffineCoupling::join(const torch::Tensor& kept, const torch::Tensor& moved) const {
    return m_moves == Moves::FirstHalf ? torch::cat({moved, kept}, 1) : torch::cat({kept, moved}, 1);
}

AffineCoupling::Move AffineCoupling::moveFrom(const torch::Tensor& kept) const {
    const auto both = m_net->forward(kept).chunk(2, 1);
    return {both[0], both[1] + kLogitShift};
}

torch::Tensor AffineCoupling::initializeFrom(const torch::Tensor& x) {
    requireShape(x, dataShape(), label());
    const torch::NoGradGuard noGrad;
    m_net->initializeFrom(split(x).kept);
    return mapToLatent(x).value;
}

MappedParts AffineCoupling::mapToLatent(const torch::Tensor& x) const {
    const MovedChannels moved{m_moves == Moves::FirstHalf ? 0 : m_keptChannels, m_movedChannels};
    const auto mapped = moveAffinely(x, m_net->forward(split(x).kept), moved);
    return {mapped.value, {mapped.logDet}};
}

Mapped AffineCoupling::mapToData(const torch::Tensor& z) const {
    const auto [kept, moved] = split(z);
    const auto [shift, logit] = moveFrom(kept);
    const auto x = join(kept, moved / torch::sigmoid(logit) - shift);
    return {x, -sumPerImage(torch::log_sigmoid(logit))};
}

namespace flows::affine_coupling {

BijectionKind kind() {
    const auto trial = [](const char* net, int channels, Moves moves = Moves::SecondHalf) {
        return [=](torch::Generator generator) {
            return std::make_shared<AffineCoupling>(ImageShape{channels, 2, 2},
                                                    CouplingNetOptions{.id = net, .in = {}, .hidden = 5},
                                                    std::move(generator), moves);
        };
    };
    return {.id = "affine_coupling",
            .title = "affine coupling",
            .source = "Dinh et al. 2017, section 3.2",
            .trials = {{"conv net", trial("conv", 4)},
                       {"highway net", trial("highway", 4)},
                       {"residual net", trial("residual", 4)},
                       {"odd number of channels", trial("conv", 3)},
                       {"moves the first half", trial("conv", 3, Moves::FirstHalf)}}};
}

}  // namespace flows::affine_coupling
}  // namespace nescio
