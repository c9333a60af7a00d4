#include "core/math/differentiable_again.h"

namespace nescio {

torch::autograd::variable_list differentiableAgain(
    const torch::autograd::variable_list& inputs, const torch::autograd::variable_list& outer,
    const std::function<torch::autograd::variable_list(const torch::autograd::variable_list&)>& stepByStep) {
    torch::autograd::variable_list wanted;
    for (const auto& input : inputs)
        if (input.requires_grad()) wanted.push_back(input);
    const auto found = torch::autograd::grad(stepByStep(inputs), wanted, outer, /*retain_graph=*/true,
                                             /*create_graph=*/true);
    torch::autograd::variable_list gradients(inputs.size());
    for (std::size_t i = 0, next = 0; i < inputs.size(); ++i)
        if (inputs[i].requires_grad()) gradients[i] = found[next++];
    return gradients;
}

}  // namespace nescio
