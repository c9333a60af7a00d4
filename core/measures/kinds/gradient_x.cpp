// How steeply log p changes around an image: the length of its gradient in the image's values.

#include "core/density/frozen_model_impl.h"
#include "core/math/shards.h"
#include "core/measures/gradient.h"
#include "core/measures/model_batches.h"

namespace nescio::measures::gradient_x {
namespace {

std::optional<std::vector<MeasuredColumn>> measure(const MeasureInput& input) {
    const auto& model = modelOf(input);
    const int draws = usefulDraws(model, input.evaluation);
    const auto logNorms = [&](const torch::Tensor& bytes, const NoiseKey& noise) {
        const auto gradient = gradientInPixels(model, bytes, noise, draws).to(torch::kFloat64);
        return gradient.flatten(1).norm(2, 1).log().unsqueeze(1);
    };
    return inBatches(input, {.stage = "gradients",
                             .columns = {{"log_norm", "log(nats/level)", {}}},
                             .batch = input.evaluation.batch,
                             .work = [&](const ImageBatch& batch) {
                                 return inShards(batch.bytes, batch.noise(input.evaluation.seed, 0),
                                                 logNorms);
                             }});
}

}  // namespace

/// Of a model of bytes that has no slope, that of the line between neighbouring levels: see
/// relaxedLogProbability().
MeasureKind kind() {
    return {.id = "gradient_x",
            .title = "gradient norm in x, log ‖∇ₓ log p‖",
            .cost = "one forward and one backward pass a draw",
            .source = "Grathwohl et al. 2020, Your classifier is secretly an energy based model",
            .need = MeasureNeed::Model,
            .measure = measure};
}

}  // namespace nescio::measures::gradient_x
