// How hard an image pulls at each parameter tensor of a model: the squared length of the gradient of log p.

#include "core/density/frozen_model_impl.h"
#include "core/measures/gradient.h"
#include "core/measures/model_batches.h"

namespace nescio::measures::parameter_gradients {
namespace {

/// The parameters that a gradient exists in, by the names that a run file gives them.
struct Parameters {
    std::vector<std::string> names;
    std::vector<torch::Tensor> tensors;
};
Parameters parametersOf(const DensityModel& model) {
    Parameters all;
    for (const auto& item : model.named_parameters()) {
        if (!item.value().requires_grad()) continue;
        all.names.push_back(item.key());
        all.tensors.push_back(item.value());
    }
    return all;
}

DrawGradient ofDraw(const DensityModel& model, const Parameters& parameters, const ImageBatch& image,
                    const NoiseKey& noise) {
    const torch::AutoGradMode grad(true);
    const auto nats = model.logLikelihood(image.bytes, noise);
    auto gradients =
        torch::autograd::grad({nats.sum()}, parameters.tensors, /*grad_outputs=*/{},
                              /*retain_graph=*/c10::nullopt, /*create_graph=*/false, /*allow_unused=*/true);
    // What log p does not depend on pulls with nothing.
    for (std::size_t i = 0; i < gradients.size(); ++i)
        if (!gradients[i].defined()) gradients[i] = torch::zeros_like(parameters.tensors[i]);
    return {nats.detach(), std::move(gradients)};
}

/// Shapes: -> float64 [1, tensors].
torch::Tensor logSquaredNorms(const std::vector<torch::Tensor>& gradients) {
    std::vector<torch::Tensor> squares;
    for (const auto& gradient : gradients) squares.push_back(gradient.to(torch::kFloat64).square().sum());
    return torch::stack(squares).log().unsqueeze(0);
}

std::optional<std::vector<MeasuredColumn>> measure(const MeasureInput& input) {
    const auto& model = modelOf(input);
    const auto parameters = parametersOf(model);
    const int draws = usefulDraws(model, input.evaluation);
    BatchPlan plan{.stage = "gradients in θ", .columns = {}, .padded = false};
    for (const auto& name : parameters.names) plan.columns.push_back({name, "log(nats²)", {}});
    // One image at a time: the gradient of a batch is the sum of those of its images.
    plan.work = [&](const ImageBatch& image) {
        return logSquaredNorms(gradientOverDraws(model.drawRule(), draws, [&](int draw) {
            return ofDraw(model, parameters, image, image.noise(input.evaluation.seed, draw));
        }));
    };
    return inBatches(input, std::move(plan));
}

}  // namespace

/// Columns: log ‖∇θ log p‖² of every parameter tensor, −infinity where log p does not depend on it.
MeasureKind kind() {
    return {.id = "parameter_gradients",
            .title = "gradient norms in θ, log ‖∇θ log p‖² of every parameter tensor",
            .cost = "one forward and one backward pass a draw, one image at a time",
            .source =
                "Dauncey et al. 2024, Approximations to the Fisher information metric of deep generative "
                "models for out-of-distribution detection",
            .need = MeasureNeed::Model,
            .onRequest = true,
            .measure = measure};
}

}  // namespace nescio::measures::parameter_gradients
