#include "core/measures/gradient.h"

namespace nescio {
namespace {

/// Shapes: share [N], gradient [N,...] or, where N = 1, any -> the gradient's.
torch::Tensor scaledBy(const torch::Tensor& share, const torch::Tensor& gradient) {
    if (share.numel() == 1) return gradient * share.to(gradient.scalar_type()).squeeze(0);
    std::vector<std::int64_t> shape(static_cast<std::size_t>(gradient.dim()), 1);
    shape.front() = gradient.size(0);
    return gradient * share.to(gradient.scalar_type()).view(shape);
}

}  // namespace

std::vector<torch::Tensor> gradientOverDraws(DrawRule rule, int draws,
                                             const std::function<DrawGradient(int draw)>& ofDraw) {
    if (draws == 1) return ofDraw(0).gradients;
    std::vector<DrawGradient> made;
    std::vector<torch::Tensor> nats;
    for (int draw = 0; draw < draws; ++draw) {
        made.push_back(ofDraw(draw));
        nats.push_back(made.back().nats.to(torch::kFloat64));
    }
    const auto all = torch::stack(nats);  // [draws, N]
    const auto shares =
        rule == DrawRule::LogMeanExp ? torch::softmax(all, 0) : torch::full_like(all, 1.0 / draws);
    std::vector<torch::Tensor> sums;
    for (int draw = 0; draw < draws; ++draw)
        for (std::size_t i = 0; i < made.front().gradients.size(); ++i) {
            const auto part = scaledBy(shares[draw], made[static_cast<std::size_t>(draw)].gradients[i]);
            if (draw == 0)
                sums.push_back(part);
            else
                sums[i] = sums[i] + part;
        }
    return sums;
}

torch::Tensor gradientInPixels(const DensityModel& model, const torch::Tensor& bytes, const NoiseKey& noise,
                               int draws) {
    const auto ofDraw = [&](int draw) -> DrawGradient {
        const torch::AutoGradMode grad(true);
        const auto x = bytes.to(model.weightOptions()).requires_grad_(true);
        auto own = noise;
        own.draw = static_cast<std::uint64_t>(draw);
        const auto nats = model.relaxedLogLikelihood(x, own);
        // Images do not see each other, so the gradient of the sum holds that of each.
        return {nats.detach(), torch::autograd::grad({nats.sum()}, {x})};
    };
    return gradientOverDraws(model.drawRule(), draws, ofDraw).front();
}

}  // namespace nescio
