// How unlikely the unlikeliest pixels of an image are: a stroke of another kind is a few pixels that no sum
// over all of them would show.

#include "core/density/frozen_model_impl.h"
#include "core/measures/model_batches.h"

namespace nescio::measures::pixel_quantile {
namespace {

struct Level {
    const char* column;
    double share;
};
constexpr Level kLevels[] = {{"q90", 0.9}, {"q95", 0.95}, {"q99", 0.99}};

/// −log p of every pixel, its channels together.   Shapes: -> float64 [N, pixels].
torch::Tensor pixelNats(const DensityModel& model, const ImageBatch& batch) {
    torch::Tensor sum;
    for (const auto& map : model.pixelMaps(batch.bytes, batch.noise(0, 0))) {
        if (!map.defined()) continue;
        const auto nats = map.to(torch::kFloat64);
        sum = sum.defined() ? sum - nats : -nats;
    }
    return sum.flatten(1);
}

std::optional<std::vector<MeasuredColumn>> measure(const MeasureInput& input) {
    const torch::NoGradGuard noGrad;
    const auto& model = modelOf(input);
    BatchPlan plan{.stage = "pixels", .columns = {}, .batch = input.evaluation.batch};
    std::vector<double> shares;
    for (const auto& level : kLevels) {
        plan.columns.push_back({level.column, "nats", {}});
        shares.push_back(level.share);
    }
    plan.work = [&model, shares](const ImageBatch& batch) {
        const auto nats = pixelNats(model, batch);
        return torch::quantile(nats, torch::tensor(shares, nats.options()), 1).transpose(0, 1);
    };
    return inBatches(input, std::move(plan));
}

}  // namespace

/// Between two pixels by linear interpolation; the pixels of an image number height × width.
MeasureKind kind() {
    return {.id = "pixel_quantile",
            .title = "upper quantiles of −log p over the pixels of an image",
            .cost = "one forward pass",
            .source = "ours",
            .need = MeasureNeed::Model,
            .whyNot =
                [](const FrozenModel& model) {
                    return model.impl().model->splitsOverPixels()
                               ? std::string()
                               : "expected a model that says how likely each pixel is, as a PixelCNN does; "
                                 "found one that does not";
                },
            .measure = measure};
}

}  // namespace nescio::measures::pixel_quantile
