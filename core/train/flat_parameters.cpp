#include "core/train/flat_parameters.h"

#include "core/math/add_on_cpu.h"

namespace nescio {

FlatParameters::FlatParameters(const torch::nn::Module& module) {
    const torch::NoGradGuard noGrad;
    m_parameters = module.parameters();
    std::vector<torch::Tensor> flat;
    for (const auto& parameter : m_parameters) flat.push_back(parameter.detach().reshape({-1}));
    m_values = torch::cat(flat).contiguous();
    m_gradients = torch::zeros_like(m_values);
    int64_t offset = 0;
    for (auto& parameter : m_parameters) {
        const auto size = parameter.numel();
        parameter.set_data(m_values.narrow(0, offset, size).view(parameter.sizes()));
        parameter.mutable_grad() = m_gradients.narrow(0, offset, size).view(parameter.sizes());
        offset += size;
    }
}

void FlatParameters::addToGradients(const std::vector<torch::Tensor>& gradients) const {
    const torch::NoGradGuard noGrad;
    for (std::size_t i = 0; i < gradients.size(); ++i)
        if (gradients[i].defined()) addOnCpu(gradients[i], m_parameters[i].grad());
}

}  // namespace nescio
