// Operations whose gradient is written by hand, where the gradient of that is asked for.
#pragma once

#include <functional>

#include "core/math/tensor.h"

namespace nescio {

/// The gradient in `inputs` of the same operation made of LibTorch's own, recorded so that it can be
/// differentiated again: what an autograd::Function returns of its backward() while gradients are recorded.
/// Shapes: one tensor an input, undefined where that wants none.
torch::autograd::variable_list differentiableAgain(
    const torch::autograd::variable_list& inputs, const torch::autograd::variable_list& outer,
    const std::function<torch::autograd::variable_list(const torch::autograd::variable_list&)>& stepByStep);

}  // namespace nescio
