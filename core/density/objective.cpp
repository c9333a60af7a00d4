#include "core/density/objective.h"

#include <numbers>

#include "core/density/density_model.h"

namespace nescio {
namespace {

/// Sum over terms of their means over the images. A flow of thirty steps has a hundred terms: stacked, they
/// are summed by one operation.   Shapes: each [N] or [] -> [].
torch::Tensor sumOfMeans(const std::vector<torch::Tensor>& terms, const torch::TensorOptions& options) {
    std::vector<torch::Tensor> perImage, common;
    for (const auto& term : terms) (term.dim() > 0 ? perImage : common).push_back(term);
    auto sum = torch::zeros({}, options);
    if (!perImage.empty()) sum = sum + torch::stack(perImage).mean(1).sum();
    if (!common.empty()) sum = sum + torch::stack(common).sum();
    return sum;
}

}  // namespace

Objective negativeLogLikelihood(const DensityModel& model, const torch::Tensor& bytes,
                                const NoiseKey& noise) {
    const auto terms = model.terms(bytes, noise);
    const auto infos = model.termInfos();
    std::vector<torch::Tensor> density, volume, rest;  // each [N] or []
    for (std::size_t i = 0; i < terms.size(); ++i) {
        auto& part = isVolume(infos[i].kind) ? volume : isDensity(infos[i].kind) ? density : rest;
        part.push_back(terms[i]);
    }
    const double bits = -1.0 / (static_cast<double>(model.shape().dims()) * std::numbers::ln2);
    const auto meanOf = [&](const std::vector<torch::Tensor>& part) {
        return sumOfMeans(part, terms.front().options()) * bits;
    };
    Objective objective{.loss = {}, .density = meanOf(density), .volume = meanOf(volume)};
    objective.loss = objective.density + objective.volume + meanOf(rest);
    return objective;
}

}  // namespace nescio
