#include "core/nets/gate.h"

#include <ATen/Dispatch.h>
#include <torch/csrc/autograd/custom_function.h>

#include "core/math/differentiable_again.h"
#include "core/math/exponential_rows.h"

namespace nescio {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

std::vector<std::int64_t> halfShape(const torch::Tensor& both) {
    auto shape = both.sizes().vec();
    shape[1] /= 2;
    return shape;
}

/// What the way back needs goes into `kept`, tanh and sigmoid where their arguments were, unless that is
/// null.
torch::Tensor forwardPass(const torch::Tensor& both, torch::Tensor* kept) {
    auto out = torch::empty(halfShape(both), both.options());
    const auto images = both.size(0), half = out.numel() / std::max<std::int64_t>(images, 1);
    if (kept) *kept = torch::empty_like(both);
    AT_DISPATCH_FLOATING_TYPES(both.scalar_type(), "gate", [&] {
        const auto* from = both.data_ptr<scalar_t>();
        auto* to = out.data_ptr<scalar_t>();
        auto* keep = kept ? kept->data_ptr<scalar_t>() : nullptr;
        for (std::int64_t i = 0; i < images; ++i, from += 2 * half, to += half) {
            gateRow(from, from + half, half, to, keep, keep ? keep + half : nullptr);
            if (keep) keep += 2 * half;
        }
    });
    return out;
}

torch::Tensor backwardPass(const torch::Tensor& kept, const torch::Tensor& outer) {
    auto gradient = torch::empty_like(kept);
    const auto images = kept.size(0), half = outer.numel() / std::max<std::int64_t>(images, 1);
    AT_DISPATCH_FLOATING_TYPES(kept.scalar_type(), "gate", [&] {
        const auto* from = kept.data_ptr<scalar_t>();
        const auto* given = outer.data_ptr<scalar_t>();
        auto* to = gradient.data_ptr<scalar_t>();
        for (std::int64_t i = 0; i < images; ++i, from += 2 * half, to += 2 * half, given += half)
            ungateRow(given, from, from + half, half, to, to + half);
    });
    return gradient;
}

struct Gate : torch::autograd::Function<Gate> {
    static torch::Tensor forward(AutogradContext* context, const torch::Tensor& both) {
        torch::Tensor kept;
        auto out = forwardPass(both, &kept);
        context->save_for_backward({both, kept});
        return out;
    }
    static variable_list backward(AutogradContext* context, const variable_list& outer) {
        const auto saved = context->get_saved_variables();
        if (torch::GradMode::is_enabled())
            return differentiableAgain({saved[0]}, outer, [](const variable_list& given) {
                return variable_list{gateStepByStep(given[0])};
            });
        return {backwardPass(saved[1], outer[0].contiguous())};
    }
};

}  // namespace

torch::Tensor gateStepByStep(const torch::Tensor& both) {
    const auto halves = both.chunk(2, 1);
    return torch::tanh(halves[0]) * torch::sigmoid(halves[1]);
}

torch::Tensor gate(const torch::Tensor& both) {
    if (!both.device().is_cpu()) return gateStepByStep(both);
    const auto packed = both.contiguous();
    const bool recorded = torch::GradMode::is_enabled() && packed.requires_grad();
    return recorded ? Gate::apply(packed) : forwardPass(packed, nullptr);
}

}  // namespace nescio
