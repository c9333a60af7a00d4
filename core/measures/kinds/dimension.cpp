// The local dimension of what a flow models around an image: in how many directions a step of one standard
// deviation of the latents moves the image by something that counts.

#include <algorithm>
#include <limits>

#include "core/density/dequantized_flow.h"
#include "core/density/frozen_model_impl.h"
#include "core/measures/model_batches.h"

namespace nescio::measures::dimension {
namespace {

/// What a direction has to move the image by (Euclidean length) to count.   Units: levels.
struct Threshold {
    const char* column;
    double levels;
};
constexpr Threshold kThresholds[] = {{"above_half", 0.5}, {"above_1", 1}, {"above_2", 2},
                                     {"above_4", 4},      {"above_8", 8}, {"above_16", 16}};

/// ∂z/∂x at an image whose copies make a batch, as many rows of it a backward pass as there are copies.
/// Shapes: uint8 [1,C,H,W] -> float64 [D,D] on the CPU; undefined when stopped.   Units: 1/levels.
torch::Tensor jacobian(const DequantizedFlow& flow, const ImageBatch& image, NoiseKey noise,
                       std::int64_t copies, const std::stop_token& stop) {
    const torch::AutoGradMode grad(true);
    noise.images.assign(static_cast<std::size_t>(copies), noise.images.front());
    const auto x = image.bytes.to(flow.weightOptions()).repeat({copies, 1, 1, 1}).requires_grad_(true);
    const auto z = flow.encode(x, noise);
    const auto dims = z.size(1);
    std::vector<torch::Tensor> rows;
    for (std::int64_t first = 0; first < dims; first += copies) {
        if (stop.stop_requested()) return {};
        const auto n = std::min(copies, dims - first);
        auto which = torch::zeros_like(z);
        which.narrow(0, 0, n).narrow(1, first, n).fill_diagonal_(1);
        const auto pulled = torch::autograd::grad({z}, {x}, {which}, /*retain_graph=*/true)[0];
        rows.push_back(pulled.narrow(0, 0, n).flatten(1).to(torch::kFloat64).cpu());
    }
    return torch::cat(rows);
}

/// The inverse map's singular values are one over those of ∂z/∂x, so nothing is inverted and nothing
/// overflows.   Shapes: [D,D] -> float64 [1, thresholds]; NaN of what is not finite.
torch::Tensor dimensions(const torch::Tensor& jacobian) {
    auto counts = torch::full({1, static_cast<std::int64_t>(std::size(kThresholds))},
                              std::numeric_limits<double>::quiet_NaN(), torch::kFloat64);
    if (!torch::isfinite(jacobian).all().item<bool>()) return counts;
    const auto shrinking = torch::linalg_svdvals(jacobian);
    for (std::size_t i = 0; i < std::size(kThresholds); ++i)
        counts[0][static_cast<std::int64_t>(i)] =
            (shrinking < 1 / kThresholds[i].levels).sum().to(torch::kFloat64);
    return counts;
}

std::optional<std::vector<MeasuredColumn>> measure(const MeasureInput& input) {
    const auto& flow = dynamic_cast<const DequantizedFlow&>(modelOf(input));
    const int draws = usefulDraws(flow, input.evaluation);
    const auto copies = std::clamp<std::int64_t>(input.evaluation.batch, 1, flow.shape().dims());
    BatchPlan plan{.stage = "local dimension", .columns = {}, .padded = false};
    for (const auto& threshold : kThresholds) plan.columns.push_back({threshold.column, "directions", {}});
    plan.work = [&, draws, copies](const ImageBatch& image) {
        torch::Tensor sum;
        for (int draw = 0; draw < draws; ++draw) {
            const auto rows =
                jacobian(flow, image, image.noise(input.evaluation.seed, draw), copies, input.stop);
            if (!rows.defined()) return torch::Tensor();
            sum = sum.defined() ? sum + dimensions(rows) : dimensions(rows);
        }
        return sum / draws;
    };
    return inBatches(input, std::move(plan));
}

}  // namespace

/// Columns: the number of singular values of ∂x/∂z above a length in levels, that is of eigenvalues of JᵀJ
/// above e^2t with t its logarithm. Over several draws of noise, their mean.
MeasureKind kind() {
    return {
        .id = "dimension",
        .title = "local dimension of a flow",
        .cost = "D backward passes (a pixel and channel each) and the singular values of a D × D matrix",
        .source = "Kamkari et al. 2024, A geometric explanation of the likelihood OOD detection paradox",
        .need = MeasureNeed::Model,
        .onRequest = true,
        .whyNot =
            [](const FrozenModel& model) {
                return dynamic_cast<const DequantizedFlow*>(model.impl().model.get())
                           ? std::string()
                           : "expected a flow, whose latents are as many as its bytes; found a model that "
                             "is none";
            },
        .measure = measure};
}

}  // namespace nescio::measures::dimension
