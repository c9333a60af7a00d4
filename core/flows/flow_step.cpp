#include "core/flows/flow_step.h"

namespace nescio {

FlowStep::FlowStep(ImageShape shape, MixingForm mixing, const CouplingNetOptions& net,
                   const torch::Generator& generator)
    : Bijection("flow step", shape, shape) {
    m_norm = register_module("norm", std::make_shared<ActNorm>(shape));
    m_mixing = register_module("mixing", std::make_shared<InvertibleConv>(shape, mixing, generator));
    m_coupling = register_module("coupling", std::make_shared<AffineCoupling>(shape, net, generator));
}

torch::Tensor FlowStep::initializeFrom(const torch::Tensor& x) {
    const torch::NoGradGuard noGrad;
    return m_coupling->initializeFrom(m_mixing->initializeFrom(m_norm->initializeFrom(x)));
}

std::vector<std::string> FlowStep::partLabels() const {
    return {m_norm->label(), m_mixing->label(), m_coupling->label()};
}

MappedParts FlowStep::mapToLatent(const torch::Tensor& x) const {
    m_norm->requireReady();
    const auto scale = torch::exp(m_norm->logScale());
    const auto matrix = m_mixing->matrix();
    const auto weight = (matrix * scale).view({matrix.size(0), matrix.size(1), 1, 1});
    const auto mixed = torch::conv2d(x, weight, matrix.mv(scale * m_norm->bias()));
    const double positions = static_cast<double>(dataShape().height) * dataShape().width;
    auto parts = m_coupling->toLatentInParts(mixed);
    return {parts.value,
            {m_norm->logScale().sum() * positions, m_mixing->logAbsDet() * positions, parts.logDets[0]}};
}

Mapped FlowStep::mapToData(const torch::Tensor& z) const {
    const auto coupled = m_coupling->toData(z);
    const auto mixed = m_mixing->toData(coupled.value);
    const auto normed = m_norm->toData(mixed.value);
    return {normed.value, coupled.logDet + mixed.logDet + normed.logDet};
}

namespace flows::flow_step {

BijectionKind kind() {
    const auto trial = [](MixingForm form) {
        return [form](torch::Generator generator) {
            return std::make_shared<FlowStep>(ImageShape{4, 2, 2}, form,
                                              CouplingNetOptions{.id = "conv", .in = {}, .hidden = 5},
                                              generator);
        };
    };
    return {.id = "flow_step",
            .title = "step of Glow",
            .source = "Kingma & Dhariwal 2018, figure 2a",
            .trials = {{"plain mixing", trial(MixingForm::Plain)}, {"LU mixing", trial(MixingForm::Lu)}}};
}

}  // namespace flows::flow_step
}  // namespace nescio
