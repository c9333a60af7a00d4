#include "core/density/objective.h"

#include <numbers>

#include "core/density/density_model.h"

namespace nescio {

Objective negativeLogLikelihood(const DensityModel& model, const torch::Tensor& bytes,
                                const NoiseKey& noise) {
    const auto terms = model.terms(bytes, noise);
    const auto infos = model.termInfos();
    const auto zero = torch::zeros({}, terms.front().options());
    auto density = zero, volume = zero, rest = zero;  // sums over terms, each [N] or []
    for (std::size_t i = 0; i < terms.size(); ++i) {
        auto& sum = isVolume(infos[i].kind) ? volume : isDensity(infos[i].kind) ? density : rest;
        sum = sum + terms[i];
    }
    const double bits = -1.0 / (static_cast<double>(model.shape().dims()) * std::numbers::ln2);
    Objective objective{.loss = {}, .density = density.mean() * bits, .volume = volume.mean() * bits};
    objective.loss = objective.density + objective.volume + rest.mean() * bits;
    return objective;
}

}  // namespace nescio
