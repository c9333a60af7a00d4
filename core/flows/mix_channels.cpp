#include "core/flows/mix_channels.h"

#include <algorithm>

#include <ATen/Dispatch.h>
#include <torch/csrc/autograd/custom_function.h>

#include "core/math/differentiable_again.h"
#include "core/math/gemm.h"
#include "core/math/pixel_rows.h"

namespace nescio {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

template <class Number>
Factor<Number> factor(const torch::Tensor& matrix, bool transposed = false) {
    return {{matrix.data_ptr<Number>(), matrix.size(-1)}, transposed};
}

torch::Tensor mixed(const torch::Tensor& x, const torch::Tensor& matrix, const torch::Tensor& bias) {
    const auto in = matrix.size(1), out = matrix.size(0), pixels = x.size(2) * x.size(3);
    auto y = torch::empty({x.size(0), out, x.size(2), x.size(3)}, x.options());
    AT_DISPATCH_FLOATING_TYPES(x.scalar_type(), "mixChannels", [&] {
        const auto* from = x.data_ptr<scalar_t>();
        const auto* biases = bias.data_ptr<scalar_t>();
        auto* to = y.data_ptr<scalar_t>();
        for (std::int64_t n = 0; n < x.size(0); ++n, from += in * pixels, to += out * pixels) {
            for (std::int64_t c = 0; c < out; ++c) std::fill_n(to + c * pixels, pixels, biases[c]);
            multiply<scalar_t>(out, pixels, in, factor<scalar_t>(matrix), {{from, pixels}}, {to, pixels},
                               true);
        }
    });
    return y;
}

struct MixChannels : torch::autograd::Function<MixChannels> {
    static torch::Tensor forward(AutogradContext* context, const torch::Tensor& x,
                                 const torch::Tensor& matrix, const torch::Tensor& bias) {
        context->save_for_backward({x, matrix, bias});
        return mixed(x, matrix, bias);
    }

    static variable_list backward(AutogradContext* context, const variable_list& outer) {
        const auto saved = context->get_saved_variables();
        if (torch::GradMode::is_enabled())
            return differentiableAgain(saved, outer, [](const variable_list& inputs) {
                return variable_list{mixByConvolution(inputs[0], inputs[1], inputs[2])};
            });
        return backwardOf(saved[0], saved[1], outer[0].contiguous());
    }

  private:
    static variable_list backwardOf(const torch::Tensor& x, const torch::Tensor& matrix,
                                    const torch::Tensor& dy) {
        const auto in = matrix.size(1), out = matrix.size(0), pixels = x.size(2) * x.size(3);
        const auto dx = torch::empty_like(x), dMatrix = torch::zeros_like(matrix);
        const auto dBias = torch::zeros({out}, matrix.options());
        AT_DISPATCH_FLOATING_TYPES(x.scalar_type(), "mixChannels", [&] {
            const auto* given = x.data_ptr<scalar_t>();
            const auto* gradient = dy.data_ptr<scalar_t>();
            auto* to = dx.data_ptr<scalar_t>();
            auto* biases = dBias.data_ptr<scalar_t>();
            for (std::int64_t n = 0; n < x.size(0);
                 ++n, given += in * pixels, to += in * pixels, gradient += out * pixels) {
                multiply<scalar_t>(in, pixels, out, factor<scalar_t>(matrix, true), {{gradient, pixels}},
                                   {to, pixels});
                multiply<scalar_t>(out, in, pixels, {{gradient, pixels}}, {{given, pixels}, true},
                                   {dMatrix.data_ptr<scalar_t>(), in}, true);
                for (std::int64_t c = 0; c < out; ++c) biases[c] += sumOf(gradient + c * pixels, pixels);
            }
        });
        return {dx, dMatrix, dBias};
    }
};

}  // namespace

torch::Tensor mixByConvolution(const torch::Tensor& x, const torch::Tensor& matrix,
                               const torch::Tensor& bias) {
    return torch::conv2d(x, matrix.view({matrix.size(0), matrix.size(1), 1, 1}), bias);
}

torch::Tensor mixChannels(const torch::Tensor& x, const torch::Tensor& matrix, const torch::Tensor& bias) {
    if (!x.device().is_cpu()) return mixByConvolution(x, matrix, bias);
    const auto images = x.contiguous();
    const bool recorded = torch::GradMode::is_enabled() &&
                          (x.requires_grad() || matrix.requires_grad() || bias.requires_grad());
    if (!recorded) return mixed(images, matrix.contiguous(), bias.contiguous());
    return MixChannels::apply(images, matrix.contiguous(), bias.contiguous());
}

}  // namespace nescio
