// E7: the gap between two data sets predicted from their moments alone.
//
// Around x0 = E[x] of the training distribution p*,
//   E_q[log p] - E_p*[log p] ~ grad log p(x0) . d + 1/2 d^T H d + 1/2 Tr{ H (Sigma_q - Sigma_p*) },
// d = E_q[x] - E_p*[x]. (The paper leaves the middle part out, taking the means for equal; Sigma is
// diagonal.) For a constant-volume flow with prior N(0, I), log p(x) = -|z(x)|^2 / 2 + constant, so that with
// the Jacobian J = dz/dx at x0 the gradient is -J^T z and the curvature -J^T J up to the curvature of z
// itself. Its diagonal is minus alpha_d^2 = |J e_d|^2 <= 0 for any parameters: where q varies less than p* in
// every dimension, the second term is positive whatever the model learned. The paper writes alpha for 1×1
// convolutions alone; here it is that of the whole flow.

#include <fmt/format.h>

#include "core/analysis/moments.h"
#include "core/analysis/scored.h"
#include "core/density/dequantized_flow.h"
#include "core/density/frozen_model_impl.h"
#include "core/values/failure.h"

namespace nescio::experiments::second_order {
namespace {

constexpr int kProbes =
    256;  // random directions; the sums below have a sampling error of about 1/sqrt(probes * D)
constexpr std::int64_t kBatch = 32;

struct Expansion {
    torch::Tensor gradient;      ///< of log p at x0, per dimension, pixels in [0, 1]
    torch::Tensor alphaSquared;  ///< minus the diagonal of the curvature, likewise
    double alongMeans = 0;       ///< |J d|^2, minus the curvature along the difference of means
};

const DequantizedFlow& constantVolumeFlow(const FrozenModel& model) {
    const auto* flow = dynamic_cast<const DequantizedFlow*>(model.impl().model.get());
    if (!flow || model.run().spec.model != "cv_glow" ||
        textOption(model.run().spec.modelOptions, "prior") != "fixed")
        throw UnsupportedError(
            fmt::format("second-order analysis: expected a constant-volume flow with a fixed prior (model "
                        "cv_glow, prior fixed), found {}",
                        model.run().title));
    return *flow;
}

/// E[(J^T v)^2] over random signs v is the diagonal of J^T J, and E[(d . J^T v)^2] is |J d|^2.
/// Source: Bekas, Kokiopoulou & Saad 2007.
std::optional<Expansion> expand(const DequantizedFlow& flow, const torch::Tensor& x0, const torch::Tensor& d,
                                const ExperimentInput& input) {
    const torch::AutoGradMode grad(true);
    const auto dims = x0.numel();
    auto squares = torch::zeros({dims}, torch::kFloat64);
    torch::Tensor gradient;
    double alongMeans = 0;
    for (std::int64_t first = 0; first < kProbes; first += kBatch) {
        if (input.stop.stop_requested()) return std::nullopt;
        const auto x = x0.expand({kBatch, -1, -1, -1}).clone().requires_grad_(true);
        const auto z = flow.flow().toNoise(x);
        NoiseKey key{.seed = 7};
        for (std::int64_t i = 0; i < kBatch; ++i) key.images.push_back(first + i);
        const auto v = uniformNoise(key, NoiseStream::Latent, dims).lt(0.5).to(z.options()) * 2 - 1;
        const auto pulled = torch::autograd::grad({z}, {x}, {v}, /*retain_graph=*/true)[0];
        const auto rows = pulled.flatten(1).to(torch::kFloat64).cpu();
        squares += rows.square().sum(0);
        alongMeans += rows.matmul(d).square().sum().item<double>();
        if (!gradient.defined())
            gradient =
                -torch::autograd::grad({z}, {x}, {z.detach()})[0][0].flatten().to(torch::kFloat64).cpu();
    }
    return Expansion{gradient, squares / kProbes, alongMeans / kProbes};
}

torch::Tensor asTensor(const std::vector<double>& values) {
    return torch::tensor(values, torch::kFloat64);
}

std::optional<ExperimentResult> run(const ExperimentInput& input) {
    const auto& model = *input.models.front();
    const auto& flow = constantVolumeFlow(model);
    const auto& shape = model.shape();
    const auto p = momentsOf(input.sets[0]), q = momentsOf(input.sets[1]);
    // The flow sees (byte + noise) / 256, moments speak of byte / 255.
    constexpr double kUnits = 255.0 / 256.0;
    const auto mean = asTensor(p.mean);
    const auto d = (asTensor(q.mean) - mean) * kUnits;
    const auto x0 =
        (mean - 0.5).to(flow.weightOptions()).view({1, shape.channels, shape.height, shape.width});
    const auto expansion = expand(flow, x0, d, input);
    const auto in = expansion ? scoreFor(input, model, input.sets[0]) : std::nullopt;
    const auto out = in ? scoreFor(input, model, input.sets[1]) : std::nullopt;
    if (!out) return std::nullopt;

    const auto first = (expansion->gradient * d).sum().item<double>();
    const double means = -0.5 * expansion->alongMeans;
    const auto byDimension =
        -0.5 * kUnits * kUnits * expansion->alphaSquared * (asTensor(q.variance) - asTensor(p.variance));
    const auto second = byDimension.sum().item<double>();
    const double predicted = first + means + second;
    const double measured = out->logLikelihood.value - in->logLikelihood.value;

    TableBuilder channels("channels", "By channel, pixels in [0, 1]");
    const auto alpha = expansion->alphaSquared.view({shape.channels, -1});
    const auto parts = byDimension.view({shape.channels, -1}).sum(1);
    bool inside = true;
    for (int c = 0; c < shape.channels; ++c) {
        const double difference = p.varianceSum(c) - q.varianceSum(c);
        inside = inside && difference > 0;
        channels.number("channel", "", c + 1)
            .number("mean alpha squared", "", alpha[c].mean().item<double>())
            .number("sum of variances, " + input.sets[0].title, "", p.varianceSum(c))
            .number("sum of variances, " + input.sets[1].title, "", q.varianceSum(c))
            .number("second-order part of the gap", "nats", parts[c].item<double>());
    }
    TableBuilder gap("gap",
                     "Gap in mean log-likelihood, " + input.sets[1].title + " minus " + input.sets[0].title);
    gap.word("part", "first order, gradient times difference of means")
        .number("value", "nats", first)
        .word("part", "second order, curvature times difference of variances")
        .number("value", "nats", second)
        .word("part", "second order, curvature along the difference of means")
        .number("value", "nats", means)
        .word("part", "predicted, all three")
        .number("value", "nats", predicted)
        .word("part", "measured")
        .number("value", "nats", measured);
    const auto sign =
        inside ? "every channel's sum of variances is smaller for {}, and the curvature is negative for any "
                 "parameters, so the second-order part favours it: {:+.0f} nats"
               : "the sums of variances of {} are not smaller in every channel, so the sign of the "
                 "second-order part depends on what was learned: {:+.0f} nats";
    return ExperimentResult{
        .id = {},
        .title = {},
        .source = {},
        .findings = {fmt::format(
                         "Predicted gap {:+.0f} nats, measured {:+.0f} nats ({:+.3f} bits/dim for {}).",
                         predicted, measured, out->bitsPerDim.value - in->bitsPerDim.value,
                         input.sets[1].title),
                     fmt::format(fmt::runtime(sign), input.sets[1].title, second) + ".",
                     scoringNote(in->table)},
        .tables = {channels.done(), gap.done()}};
}

}  // namespace

ExperimentKind kind() {
    return {
        .id = "second_order",
        .title = "Second-order analysis",
        .source = "Nalisnick et al. 2019, section 5 (E7)",
        .what = "A constant-volume Glow and two sets: the gap their moments predict beside the measured one.",
        .fewestModels = 1,
        .mostModels = 1,
        .fewestSets = 2,
        .mostSets = 2,
        .run = run};
}

}  // namespace nescio::experiments::second_order
