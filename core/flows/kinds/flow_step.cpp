#include "core/flows/kinds/flow_step.h"

#include "core/flows/kinds/additive_coupling.h"
#include "core/flows/kinds/affine_coupling.h"
#include "core/flows/mix_channels.h"
#include "core/math/once_a_batch.h"

namespace nescio {
namespace {

std::shared_ptr<Bijection> makeCoupling(CouplingForm form, const ImageShape& shape,
                                        const CouplingNetOptions& net, const torch::Generator& generator) {
    if (form == CouplingForm::Additive) return std::make_shared<AdditiveCoupling>(shape, net, generator);
    return std::make_shared<AffineCoupling>(shape, net, generator);
}

}  // namespace

FlowStep::FlowStep(ImageShape shape, MixingForm mixing, CouplingForm coupling, const CouplingNetOptions& net,
                   const torch::Generator& generator)
    : Bijection("flow step", shape, shape) {
    m_norm = register_module("norm", std::make_shared<ActNorm>(shape));
    m_mixing = register_module("mixing", std::make_shared<InvertibleConv>(shape, mixing, generator));
    m_coupling = register_module("coupling", makeCoupling(coupling, shape, net, generator));
}

torch::Tensor FlowStep::initializeFrom(const torch::Tensor& x) {
    const torch::NoGradGuard noGrad;
    return m_coupling->initializeFrom(m_mixing->initializeFrom(m_norm->initializeFrom(x)));
}

std::vector<std::string> FlowStep::partLabels() const {
    std::vector<std::string> labels{m_norm->label(), m_mixing->label()};
    for (auto& label : m_coupling->partLabels()) labels.push_back(std::move(label));
    return labels;
}

MappedParts FlowStep::mapToLatent(const torch::Tensor& x) const {
    const auto& norm = m_norm->norm();
    norm.requireReady();
    const auto folded = onceABatch(this, [&]() -> OnceABatch::Tensors {
        const auto scale = torch::exp(norm.logScale());
        const auto matrix = m_mixing->matrix();
        const double positions = static_cast<double>(dataShape().height) * dataShape().width;
        return {matrix * scale, matrix.mv(scale * norm.bias()), m_norm->logDet(),
                m_mixing->logAbsDet() * positions};
    });
    auto parts = m_coupling->toLatentInParts(mixChannels(x, folded[0], folded[1]));
    parts.logDets.insert(parts.logDets.begin(), {folded[2], folded[3]});
    return parts;
}

Mapped FlowStep::mapToData(const torch::Tensor& z) const {
    const auto coupled = m_coupling->toData(z);
    const auto mixed = m_mixing->toData(coupled.value);
    const auto normed = m_norm->toData(mixed.value);
    return {normed.value, coupled.logDet + mixed.logDet + normed.logDet};
}

namespace flows::flow_step {

BijectionKind kind() {
    const auto trial = [](MixingForm mixing, CouplingForm coupling) {
        return [=](torch::Generator generator) {
            return std::make_shared<FlowStep>(ImageShape{4, 2, 2}, mixing, coupling,
                                              CouplingNetOptions{.id = "conv", .in = {}, .hidden = 5},
                                              generator);
        };
    };
    return {.id = "flow_step",
            .title = "step of Glow",
            .source = "Kingma & Dhariwal 2018, figure 2a",
            .trials = {{"plain mixing", trial(MixingForm::Plain, CouplingForm::Affine)},
                       {"LU mixing", trial(MixingForm::Lu, CouplingForm::Affine)},
                       {"additive coupling", trial(MixingForm::Plain, CouplingForm::Additive)}}};
}

}  // namespace flows::flow_step
}  // namespace nescio
