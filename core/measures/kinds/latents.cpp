// How much the latents of an image look like what the model takes them for, N(0, I): whether their values are
// normally distributed, and whether their spectrum is that of white noise.

#include <cmath>

#include <fmt/format.h>

#include "core/density/frozen_model_impl.h"
#include "core/measures/model_batches.h"
#include "core/stats/normality.h"
#include "core/values/failure.h"

namespace nescio::measures::latents {
namespace {

constexpr std::int64_t kLeastLatents = 8;  // fewer have neither a distribution nor a spectrum

/// A² of each row, standardised by its own mean and standard deviation.   Shapes: float64 [N,K] -> [N].
torch::Tensor normality(const torch::Tensor& latents) {
    auto values = torch::empty({latents.size(0)}, torch::kFloat64);
    const auto width = static_cast<std::size_t>(latents.size(1));
    for (std::int64_t row = 0; row < latents.size(0); ++row)
        values.data_ptr<double>()[row] =
            andersonDarling({latents.data_ptr<double>() + static_cast<std::size_t>(row) * width, width});
    return values;
}

/// sd / mean of |FFT|² over the frequencies above 0: of white noise about 1, whatever its mean and scale.
/// Shapes: float64 [N,K] -> [N].
torch::Tensor spectrum(const torch::Tensor& latents) {
    const auto power = torch::fft_rfft(latents).abs().square();
    const auto above = power.narrow(1, 1, power.size(1) - 1);
    return above.std(1) / above.mean(1);
}

/// Shapes: -> float64 [N,2] on the CPU.
torch::Tensor ofDraw(const DensityModel& model, const ImageBatch& batch, const NoiseKey& noise) {
    const auto latents = model.encode(batch.bytes, noise).to(torch::kFloat64).cpu().contiguous();
    if (latents.size(1) < kLeastLatents)
        throw UnsupportedError(fmt::format("measure latents: expected {} latents or more, found {}",
                                           kLeastLatents, latents.size(1)));
    return torch::stack({normality(latents), spectrum(latents)}, 1);
}

std::optional<std::vector<MeasuredColumn>> measure(const MeasureInput& input) {
    const torch::NoGradGuard noGrad;
    const auto& model = modelOf(input);
    const int draws = usefulDraws(model, input.evaluation);
    return inBatches(input, {.stage = "latents",
                             .columns = {{"normality", "", {}}, {"spectrum", "", {}}},
                             .batch = input.evaluation.batch,
                             .work = [&](const ImageBatch& batch) {
                                 torch::Tensor sum;
                                 for (int draw = 0; draw < draws; ++draw) {
                                     const auto values =
                                         ofDraw(model, batch, batch.noise(input.evaluation.seed, draw));
                                     sum = sum.defined() ? sum + values : values;
                                 }
                                 return sum / draws;
                             }});
}

}  // namespace

/// Of a flow, whose latents are standardised by the prior of their level and follow each other from the
/// coarsest level to the finest, each channel by channel, row by row; of a VAE, the means that its encoder
/// gives. Over several draws, the mean of each number.
MeasureKind kind() {
    return {
        .id = "latents",
        .title = "normality and spectrum of the latents",
        .cost = "one forward pass a draw",
        .source = "Anderson & Darling 1954; the standardised latents and their squared spectrum: SITN (2026)",
        .need = MeasureNeed::Model,
        .whyNot = [](const FrozenModel& model) { return model.noLatents(); },
        .measure = measure};
}

}  // namespace nescio::measures::latents
