#include "core/flows/affine_move.h"

#include <torch/csrc/autograd/custom_function.h>

#include "core/math/differentiable_again.h"
#include "core/math/gaussian.h"
#include "core/nets/coupling_net.h"

namespace nescio {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

torch::Tensor movedPart(const torch::Tensor& x, const MovedChannels& moved) {
    return x.narrow(1, moved.first, moved.count);
}

struct AffineMove : torch::autograd::Function<AffineMove> {
    static variable_list forward(AutogradContext* context, const torch::Tensor& x,
                                 const torch::Tensor& shiftAndLogit, std::int64_t first, std::int64_t count) {
        const MovedChannels moved{first, count};
        const auto logit = shiftAndLogit.narrow(1, count, count) + kLogitShift;
        const auto scale = torch::sigmoid(logit);
        auto z = x.clone();
        movedPart(z, moved).add_(shiftAndLogit.narrow(1, 0, count)).mul_(scale);
        context->save_for_backward({x, shiftAndLogit, z, scale});
        context->saved_data["first"] = first;
        return {z, torch::log_sigmoid(logit).flatten(1).sum(1)};
    }

    static variable_list backward(AutogradContext* context, const variable_list& outer) {
        const auto saved = context->get_saved_variables();
        const auto &z = saved[2], &scale = saved[3];
        const MovedChannels moved{context->saved_data["first"].toInt(), scale.size(1)};
        if (torch::GradMode::is_enabled()) {
            auto gradients =
                differentiableAgain({saved[0], saved[1]}, outer, [&](const variable_list& inputs) {
                    const auto mapped = moveStepByStep(inputs[0], inputs[1], moved);
                    return variable_list{mapped.value, mapped.logDet};
                });
            gradients.resize(4);
            return gradients;
        }
        auto dx = outer[0].clone();
        const auto dMoved = movedPart(dx, moved);
        const auto dLogit = (dMoved * movedPart(z, moved)).add_(outer[1].view({-1, 1, 1, 1}));
        dLogit.addcmul_(dLogit, scale, -1);  // times 1 - scale
        dMoved.mul_(scale);
        return {dx, torch::cat({dMoved, dLogit}, 1), {}, {}};
    }
};

}  // namespace

Mapped moveStepByStep(const torch::Tensor& x, const torch::Tensor& shiftAndLogit,
                      const MovedChannels& moved) {
    const auto shift = shiftAndLogit.narrow(1, 0, moved.count);
    const auto logit = shiftAndLogit.narrow(1, moved.count, moved.count) + kLogitShift;
    const auto end = moved.first + moved.count;
    const auto z =
        torch::cat({x.narrow(1, 0, moved.first), (movedPart(x, moved) + shift) * torch::sigmoid(logit),
                    x.narrow(1, end, x.size(1) - end)},
                   1);
    return {z, sumPerImage(torch::log_sigmoid(logit))};
}

Mapped moveAffinely(const torch::Tensor& x, const torch::Tensor& shiftAndLogit, const MovedChannels& moved) {
    const bool recorded =
        torch::GradMode::is_enabled() && (x.requires_grad() || shiftAndLogit.requires_grad());
    if (!recorded) return moveStepByStep(x, shiftAndLogit, moved);
    const auto both = AffineMove::apply(x, shiftAndLogit, moved.first, moved.count);
    return {both[0], both[1]};
}

}  // namespace nescio
