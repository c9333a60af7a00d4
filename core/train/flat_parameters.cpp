#include "core/train/flat_parameters.h"

namespace nescio {

FlatParameters::FlatParameters(const torch::nn::Module& module) {
    const torch::NoGradGuard noGrad;
    auto parameters = module.parameters();
    std::vector<torch::Tensor> flat;
    for (const auto& parameter : parameters) flat.push_back(parameter.detach().reshape({-1}));
    m_values = torch::cat(flat).contiguous();
    m_gradients = torch::zeros_like(m_values);
    int64_t offset = 0;
    for (auto& parameter : parameters) {
        const auto size = parameter.numel();
        parameter.set_data(m_values.narrow(0, offset, size).view(parameter.sizes()));
        parameter.mutable_grad() = m_gradients.narrow(0, offset, size).view(parameter.sizes());
        offset += size;
    }
}

}  // namespace nescio
