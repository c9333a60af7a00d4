#include "core/nets/fused_conv_net.h"

#include <algorithm>

#include <ATen/Dispatch.h>
#include <torch/csrc/autograd/custom_function.h>

#include "core/math/differentiable_again.h"
#include "core/nets/conv_net_pass.h"

namespace nescio {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

variable_list asList(const torch::Tensor& x, const ConvNetWeights& w) {
    return {x,      w.first,    w.firstBias, w.firstScale, w.second, w.secondBias, w.secondScale,
            w.last, w.lastBias, w.lastScale};
}

ConvNetWeights fromList(const variable_list& v) {
    return {v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8], v[9]};
}

torch::Tensor scaledConv(const torch::Tensor& x, const torch::Tensor& weight, const torch::Tensor& bias,
                         const torch::Tensor& scale) {
    return torch::conv2d(x, weight * scale.view({-1, 1, 1, 1}), bias * scale, 1, weight.size(2) / 2);
}

ConvNetSizes sizesOf(const torch::Tensor& x, const ConvNetWeights& w) {
    return {x.size(0), x.size(1), w.first.size(0), w.last.size(0), x.size(2), x.size(3)};
}

template <class Number>
ConvNetLayer<Number> layerAt(const variable_list& v, std::size_t first) {
    using Plain = std::remove_const_t<Number>;
    return {v[first].data_ptr<Plain>(), v[first + 1].data_ptr<Plain>(), v[first + 2].data_ptr<Plain>()};
}

/// Of a list with a tensor in front of those of the layers.
template <class Number>
ConvNetLayers<Number> layersOf(const variable_list& v) {
    return {layerAt<Number>(v, 1), layerAt<Number>(v, 4), layerAt<Number>(v, 7)};
}

/// The network; what backward() needs goes into `kept` unless that is null.
torch::Tensor forwardPass(const torch::Tensor& x, const ConvNetWeights& weights, torch::Tensor* kept) {
    const auto sizes = sizesOf(x, weights);
    auto y = torch::empty({sizes.images, sizes.out, sizes.height, sizes.width}, x.options());
    AT_DISPATCH_FLOATING_TYPES(x.scalar_type(), "convNet", [&] {
        ConvNetPass<scalar_t> pass(sizes, layersOf<const scalar_t>(asList(x, weights)));
        if (kept) *kept = torch::empty({pass.keptSize()}, x.options());
        pass.forward(x.data_ptr<scalar_t>(), y.data_ptr<scalar_t>(),
                     kept ? kept->data_ptr<scalar_t>() : nullptr);
    });
    return y;
}

struct FusedConvNet : torch::autograd::Function<FusedConvNet> {
    // NOLINTNEXTLINE(readability-function-size): LibTorch unpacks its arguments by number
    static torch::Tensor forward(AutogradContext* context, const torch::Tensor& x, const torch::Tensor& first,
                                 const torch::Tensor& firstBias, const torch::Tensor& firstScale,
                                 const torch::Tensor& second, const torch::Tensor& secondBias,
                                 const torch::Tensor& secondScale, const torch::Tensor& last,
                                 const torch::Tensor& lastBias, const torch::Tensor& lastScale) {
        const ConvNetWeights weights{first,       firstBias, firstScale, second,   secondBias,
                                     secondScale, last,      lastBias,   lastScale};
        torch::Tensor kept;
        auto y = forwardPass(x, weights, &kept);
        auto saved = asList(x, weights);
        saved.push_back(y);
        context->save_for_backward(std::move(saved));
        context->saved_data["kept"] = kept;
        return y;
    }

    static variable_list backward(AutogradContext* context, const variable_list& outer) {
        auto inputs = context->get_saved_variables();
        const auto y = inputs.back();
        inputs.pop_back();
        if (torch::GradMode::is_enabled())
            return differentiableAgain(inputs, outer, [](const variable_list& given) {
                return variable_list{convNetStepByStep(given[0], fromList(given))};
            });
        bool ofWeights = false;  // an attack asks for that of the image alone
        for (std::size_t i = 1; i < inputs.size(); ++i) ofWeights |= context->needs_input_grad(i);
        return backwardPass(inputs, y, context->saved_data["kept"].toTensor(), outer[0].contiguous(),
                            ofWeights);
    }

  private:
    static variable_list backwardPass(const variable_list& inputs, const torch::Tensor& y,
                                      const torch::Tensor& kept, const torch::Tensor& dy, bool ofWeights) {
        const auto& x = inputs[0];
        variable_list gradients;
        for (std::size_t i = 0; i < inputs.size(); ++i)
            gradients.push_back(i == 0 || ofWeights ? torch::empty_like(inputs[i]) : torch::Tensor());
        AT_DISPATCH_FLOATING_TYPES(x.scalar_type(), "convNet", [&] {
            ConvNetPass<scalar_t> pass(sizesOf(x, fromList(inputs)), layersOf<const scalar_t>(inputs));
            const auto layers = ofWeights ? layersOf<scalar_t>(gradients) : ConvNetLayers<scalar_t>();
            pass.backward(x.data_ptr<scalar_t>(), y.data_ptr<scalar_t>(), kept.data_ptr<scalar_t>(),
                          dy.data_ptr<scalar_t>(), gradients[0].data_ptr<scalar_t>(),
                          ofWeights ? &layers : nullptr);
        });
        if (ofWeights)
            for (const std::size_t scale : {3, 6, 9})
                gradients[scale].div_(inputs[scale]);  // found: of its logarithm
        return gradients;
    }
};

bool isRecorded(const variable_list& inputs) {
    return torch::GradMode::is_enabled() &&
           std::any_of(inputs.begin(), inputs.end(), [](const auto& input) { return input.requires_grad(); });
}

}  // namespace

torch::Tensor convNetStepByStep(const torch::Tensor& x, const ConvNetWeights& w) {
    const auto first = scaledConv(x, w.first, w.firstBias, w.firstScale).relu_();
    const auto second = scaledConv(first, w.second, w.secondBias, w.secondScale).relu_();
    return scaledConv(second, w.last.permute({0, 3, 1, 2}), w.lastBias, w.lastScale);
}

torch::Tensor convNet(const torch::Tensor& x, const ConvNetWeights& w) {
    const auto images = x.contiguous();
    if (!isRecorded(asList(images, w))) return forwardPass(images, w, nullptr);
    return FusedConvNet::apply(images, w.first, w.firstBias, w.firstScale, w.second, w.secondBias,
                               w.secondScale, w.last, w.lastBias, w.lastScale);
}

}  // namespace nescio
