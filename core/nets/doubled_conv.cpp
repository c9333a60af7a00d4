#include "core/nets/doubled_conv.h"

namespace nescio {
namespace {

/// Of five weights along a side, those that meet at each of the three small pixels, for both places of the
/// output pixel.   Shapes: [...,5,...] -> [...,2,3,...].
torch::Tensor met(const torch::Tensor& weights, std::int64_t side) {
    const auto at = [&](std::int64_t k) { return weights.select(side, k); };
    const auto first = torch::stack({at(0) + at(1), at(2) + at(3), at(4)}, side);
    const auto second = torch::stack({at(0), at(1) + at(2), at(3) + at(4)}, side);
    return torch::stack({first, second}, side);
}

}  // namespace

torch::Tensor doubledConvStepByStep(const torch::Tensor& x, const torch::Tensor& weight,
                                    const torch::Tensor& bias) {
    return torch::conv2d(torch::upsample_nearest2d(x, {2 * x.size(2), 2 * x.size(3)}), weight, bias, 1, 2);
}

torch::Tensor doubledWeight(const torch::Tensor& weight) {
    // [out, in, place, small, place, small]
    return met(met(weight, 3), 2)
        .permute({0, 2, 4, 1, 3, 5})
        .reshape({4 * weight.size(0), weight.size(1), 3, 3});
}

torch::Tensor doubledBias(const torch::Tensor& bias) {
    return bias.unsqueeze(1).expand({-1, 4}).reshape({-1});
}

torch::Tensor doubledConv(const torch::Tensor& x, const torch::Tensor& weight, const torch::Tensor& bias) {
    return torch::pixel_shuffle(torch::conv2d(x, weight, bias, 1, 1), 2);
}

}  // namespace nescio
