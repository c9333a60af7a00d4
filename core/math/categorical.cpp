#include "core/math/categorical.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include <ATen/Dispatch.h>
#include <torch/csrc/autograd/custom_function.h>

#include "core/math/differentiable_again.h"
#include "core/math/exponential_rows.h"

namespace nescio {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// One image: rows of levels, a column a pixel.
struct Plane {
    std::int64_t levels, pixels;
};

Plane planeOf(const torch::Tensor& logits) {
    return {logits.size(1), logits.size(2) * logits.size(3)};
}

/// exp(logits - their most) into `powers`, of which each level has its own (`step` apart) or the last one
/// stays, and their sums.
template <class Number>
void addUp(const Number* logits, const Plane& plane, Number* powers, std::int64_t step,
           std::vector<Number>& most, std::vector<Number>& sum) {
    std::fill(most.begin(), most.end(), -std::numeric_limits<Number>::infinity());
    std::fill(sum.begin(), sum.end(), Number(0));
    for (std::int64_t l = 0; l < plane.levels; ++l)
        raiseTo(logits + l * plane.pixels, plane.pixels, most.data());
    for (std::int64_t l = 0; l < plane.levels; ++l)
        expBelow(logits + l * plane.pixels, most.data(), plane.pixels, powers + l * step, sum.data());
}

/// The powers of all images and their sums go into `powers` and `sums` unless these are null.
torch::Tensor forwardPass(const torch::Tensor& logits, const torch::Tensor& targets, torch::Tensor* powers,
                          torch::Tensor* sums) {
    const auto plane = planeOf(logits);
    auto out = torch::empty({logits.size(0), logits.size(2), logits.size(3)}, logits.options());
    if (powers) *powers = torch::empty_like(logits), *sums = torch::empty_like(out);
    AT_DISPATCH_FLOATING_TYPES(logits.scalar_type(), "categorical", [&] {
        const auto pixels = static_cast<std::size_t>(plane.pixels);
        std::vector<scalar_t> most(pixels), sum(pixels), passing(pixels);
        const auto* from = logits.data_ptr<scalar_t>();
        const auto* target = targets.data_ptr<std::int64_t>();
        auto* to = out.data_ptr<scalar_t>();
        for (std::int64_t n = 0; n < logits.size(0); ++n) {
            const auto image = n * plane.levels * plane.pixels, first = n * plane.pixels;
            if (powers)
                addUp(from + image, plane, powers->data_ptr<scalar_t>() + image, plane.pixels, most, sum);
            else
                addUp(from + image, plane, passing.data(), 0, most, sum);
            for (std::int64_t p = 0; p < plane.pixels; ++p) {
                const auto at = static_cast<std::size_t>(p);
                TORCH_CHECK_INDEX(target[first + p] >= 0 && target[first + p] < plane.levels,
                                  "expected levels from 0 to ", plane.levels - 1, ", found ",
                                  target[first + p]);
                to[first + p] =
                    from[image + target[first + p] * plane.pixels + p] - most[at] - std::log(sum[at]);
            }
            if (sums) std::copy(sum.begin(), sum.end(), sums->data_ptr<scalar_t>() + first);
        }
    });
    return out;
}

/// (1 at the target, 0 elsewhere, minus the probability) times what is given of each pixel.
torch::Tensor backwardPass(const torch::Tensor& targets, const torch::Tensor& powers,
                           const torch::Tensor& sums, const torch::Tensor& outer) {
    const auto plane = planeOf(powers);
    auto gradient = torch::empty_like(powers);
    AT_DISPATCH_FLOATING_TYPES(powers.scalar_type(), "categorical", [&] {
        std::vector<scalar_t> factor(static_cast<std::size_t>(plane.pixels));
        const auto* sum = sums.data_ptr<scalar_t>();
        const auto* given = outer.data_ptr<scalar_t>();
        const auto* target = targets.data_ptr<std::int64_t>();
        for (std::int64_t n = 0; n < powers.size(0); ++n) {
            const auto image = n * plane.levels * plane.pixels, first = n * plane.pixels;
            const auto* from = powers.data_ptr<scalar_t>() + image;
            auto* to = gradient.data_ptr<scalar_t>() + image;
            for (std::int64_t p = 0; p < plane.pixels; ++p)
                factor[static_cast<std::size_t>(p)] = -given[first + p] / sum[first + p];
            for (std::int64_t l = 0; l < plane.levels; ++l)
                multiplyRows(from + l * plane.pixels, factor.data(), plane.pixels, to + l * plane.pixels);
            for (std::int64_t p = 0; p < plane.pixels; ++p)
                to[target[first + p] * plane.pixels + p] += given[first + p];
        }
    });
    return gradient;
}

struct CategoricalNats : torch::autograd::Function<CategoricalNats> {
    static torch::Tensor forward(AutogradContext* context, const torch::Tensor& logits,
                                 const torch::Tensor& targets) {
        torch::Tensor powers, sums;
        auto out = forwardPass(logits, targets, &powers, &sums);
        context->save_for_backward({logits, targets, powers, sums});
        return out;
    }
    static variable_list backward(AutogradContext* context, const variable_list& outer) {
        const auto saved = context->get_saved_variables();
        if (torch::GradMode::is_enabled()) {
            auto gradients = differentiableAgain({saved[0]}, outer, [&](const variable_list& given) {
                return variable_list{categoricalNatsStepByStep(given[0], saved[1])};
            });
            return {gradients[0], torch::Tensor()};
        }
        return {backwardPass(saved[1], saved[2], saved[3], outer[0].contiguous()), torch::Tensor()};
    }
};

}  // namespace

torch::Tensor categoricalNatsStepByStep(const torch::Tensor& logits, const torch::Tensor& targets) {
    return -torch::nll_loss2d(torch::log_softmax(logits, 1), targets, {}, at::Reduction::None);
}

torch::Tensor categoricalNats(const torch::Tensor& logits, const torch::Tensor& targets) {
    if (!logits.device().is_cpu()) return categoricalNatsStepByStep(logits, targets);
    const auto packed = logits.contiguous(), wanted = targets.contiguous();
    const bool recorded = torch::GradMode::is_enabled() && packed.requires_grad();
    return recorded ? CategoricalNats::apply(packed, wanted) : forwardPass(packed, wanted, nullptr, nullptr);
}

}  // namespace nescio
