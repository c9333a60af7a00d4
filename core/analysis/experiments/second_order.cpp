// E7: the gap between two data sets predicted from their moments alone.
//
// Around x0 = E[x] of the training distribution p*, with d = E_q[x] - E_p*[x],
//   E_q[log p] - E_p*[log p] ~ grad log p(x0) . d + 1/2 d^T H d + 1/2 Tr{ H (Sigma_q - Sigma_p*) }.
// For a constant-volume flow with prior N(0, I), log p(x) = -|z(x)|^2 / 2 + constant, so that with the
// Jacobian J = dz/dx at x0 the gradient is -J^T z and the curvature -J^T J up to the curvature of z itself.
// Its diagonal is -alpha_d^2 = -|J e_d|^2 <= 0 for any parameters: where q varies less than p* in every
// dimension, a diagonal Sigma makes the last part positive whatever the model learned. That is the paper's
// argument, with d = 0 and alpha of the 1×1 convolutions alone. Pixels are correlated, though: a flow
// stretches the differences between neighbours most, and a diagonal Sigma has far more of them than images
// have. So the last part is given with the whole Sigma, too, and that one is compared with the measured gap.

#include <fmt/format.h>

#include "core/analysis/moments.h"
#include "core/analysis/result_panels.h"
#include "core/density/dequantized_flow.h"
#include "core/density/frozen_model_impl.h"
#include "core/values/failure.h"

namespace nescio::experiments::second_order {
namespace {

constexpr int kProbes = 256;  // directions: what is averaged over them has an error of some per cent
constexpr std::int64_t kBatch = 32;

/// log p around x0, in the flow's units of levels / 256.
struct Expansion {
    torch::Tensor gradient;  ///< [D]
    torch::Tensor pulled;    ///< J^T v for random signs v, [probes,D]: |J y|^2 = E[(y . J^T v)^2] for any y

    [[nodiscard]] torch::Tensor alphaSquared() const { return pulled.square().mean(0); }
    /// Mean of |J y|^2 over the rows of y, [n,D].
    [[nodiscard]] double spreadOf(const torch::Tensor& y) const {
        return y.matmul(pulled.t()).square().mean().item<double>();
    }
};

const DequantizedFlow& constantVolumeFlow(const FrozenModel& model) {
    const auto* flow = dynamic_cast<const DequantizedFlow*>(model.impl().model.get());
    if (!flow || model.run().spec.model != "cv_glow" ||
        textOption(model.run().spec.modelOptions, "prior") == "learned")
        throw UnsupportedError(fmt::format(
            "second-order analysis: expected a constant-volume flow (model cv_glow, prior fixed or "
            "steady), found {}",
            model.run().title));
    return *flow;
}

/// Source of the probes: Bekas, Kokiopoulou & Saad 2007.
std::optional<Expansion> expand(const DequantizedFlow& flow, const torch::Tensor& x0,
                                const ExperimentInput& input) {
    const torch::AutoGradMode grad(true);
    const auto toHost = [](const torch::Tensor& t) { return t.flatten(1).to(torch::kFloat64).cpu(); };
    std::vector<torch::Tensor> pulled;
    Expansion expansion;
    for (std::int64_t first = 0; first < kProbes; first += kBatch) {
        if (input.stop.stop_requested()) return std::nullopt;
        const auto x = x0.expand({kBatch, -1, -1, -1}).clone().requires_grad_(true);
        const auto z = flow.flow().toNoise(x);
        NoiseKey key{.seed = 7};
        for (std::int64_t i = 0; i < kBatch; ++i) key.images.push_back(first + i);
        const auto v = uniformNoise(key, NoiseStream::Latent, x0.numel()).lt(0.5).to(z.options()) * 2 - 1;
        pulled.push_back(toHost(torch::autograd::grad({z}, {x}, {v}, /*retain_graph=*/true)[0]));
        if (first == 0) expansion.gradient = -toHost(torch::autograd::grad({z}, {x}, {z.detach()})[0])[0];
    }
    expansion.pulled = torch::cat(pulled);
    return expansion;
}

torch::Tensor asTensor(const std::vector<double>& values) {
    return torch::tensor(values, torch::kFloat64);
}

/// A set's images about their mean, in the flow's units.   Shapes: -> [n,D].
torch::Tensor centred(const ImageSet& set) {
    auto* bytes =
        const_cast<std::uint8_t*>(set.bytes.data());  // NOLINT(cppcoreguidelines-pro-type-const-cast)
    const auto x =
        torch::from_blob(bytes, {set.count, set.shape.dims()}, torch::kUInt8).to(torch::kFloat64) / 256;
    return x - x.mean(0);
}

/// The parts of the predicted gap.   Units: nats.
struct Prediction {
    double first = 0, alongMeans = 0;
    torch::Tensor diagonal;  ///< by dimension, [D]
    double whole = 0;        ///< with all correlations
    [[nodiscard]] double total() const { return first + alongMeans + whole; }
};

Prediction predict(const Expansion& at, const ExperimentInput& input, const Moments& p, const Moments& q) {
    constexpr double kUnits = 255.0 / 256.0;  // moments speak of byte / 255
    const auto d = (asTensor(q.mean) - asTensor(p.mean)) * kUnits;
    const auto variances = (asTensor(q.variance) - asTensor(p.variance)) * kUnits * kUnits;
    return {.first = (at.gradient * d).sum().item<double>(),
            .alongMeans = -0.5 * at.spreadOf(d.unsqueeze(0)),
            .diagonal = -0.5 * at.alphaSquared() * variances,
            .whole = -0.5 * (at.spreadOf(centred(input.sets[1])) - at.spreadOf(centred(input.sets[0])))};
}

ResultTable channelTable(const Expansion& at, const Prediction& predicted, const ExperimentInput& input,
                         const Moments& p, const Moments& q) {
    TableBuilder table("channels", "By channel, pixels in [0, 1]");
    const auto alpha = at.alphaSquared().view({p.shape.channels, -1}).mean(1);
    const auto parts = predicted.diagonal.view({p.shape.channels, -1}).sum(1);
    for (int c = 0; c < p.shape.channels; ++c)
        table.number("channel", "", c + 1)
            .number("mean alpha squared", "", alpha[c].item<double>())
            .number("sum of variances, " + input.sets[0].title, "", p.varianceSum(c))
            .number("sum of variances, " + input.sets[1].title, "", q.varianceSum(c))
            .number("second order, diagonal", "nats", parts[c].item<double>());
    return table.done();
}

ResultTable gapTable(const Prediction& predicted, double measured, const std::string& title) {
    TableBuilder table("gap", title);
    const auto row = [&](const char* part, double nats) {
        table.word("part", part).number("value", "nats", nats);
    };
    row("first order: gradient times difference of means", predicted.first);
    row("second order: curvature along the difference of means", predicted.alongMeans);
    row("second order: difference of variances, pixels taken for independent",
        predicted.diagonal.sum().item<double>());
    row("second order: difference of covariances", predicted.whole);
    row("predicted: first, second and fourth", predicted.total());
    row("measured", measured);
    return table.done();
}

/// Both histograms of log p, and where the prediction puts the mean of the other set.
ResultFigure figureOf(const ExperimentInput& input, const EvaluatedSet& in, const EvaluatedSet& out,
                      double predictedGap) {
    auto panel =
        histogramPanel(kLogPTitle, {{legendOf(input.sets[0]), roleOf(input, 0), in.table.logLikelihoods()},
                                    {legendOf(input.sets[1]), roleOf(input, 1), out.table.logLikelihoods()}});
    panel.marks = {{in.logLikelihood.value, "mean of " + input.sets[0].title},
                   {out.logLikelihood.value, "mean of " + input.sets[1].title},
                   {in.logLikelihood.value + predictedGap, "predicted"}};
    return {.id = "gap",
            .title = "Predicted and measured gap",
            .note = input.models.front()->run().title,
            .panels = {std::move(panel)}};
}

std::string signArgument(const Prediction& predicted, const std::string& other, const Moments& p,
                         const Moments& q) {
    bool inside = true;
    for (int c = 0; c < p.shape.channels; ++c) inside = inside && p.varianceSum(c) > q.varianceSum(c);
    const double diagonal = predicted.diagonal.sum().item<double>();
    if (inside)
        return fmt::format(
            "Every channel's sum of variances is smaller for {}, and the curvature is negative for any "
            "parameters: with independent pixels that favours it, {:+.0f} nats.",
            other, diagonal);
    return fmt::format(
        "The sums of variances of {} are not smaller in every channel, so the sign of the second-order "
        "part depends on what was learned: {:+.0f} nats with independent pixels.",
        other, diagonal);
}

std::optional<ExperimentResult> run(const ExperimentInput& input) {
    const auto& model = *input.models.front();
    const auto& flow = constantVolumeFlow(model);
    const auto& shape = model.shape();
    const auto p = momentsOf(input.sets[0]), q = momentsOf(input.sets[1]);
    const auto x0 = (asTensor(p.mean) - 0.5).to(flow.weightOptions());
    const auto at = expand(flow, x0.view({1, shape.channels, shape.height, shape.width}), input);
    const auto in = at ? evaluateSet(input, model, input.sets[0]) : std::nullopt;
    const auto out = in ? evaluateSet(input, model, input.sets[1]) : std::nullopt;
    if (!out) return std::nullopt;
    const auto predicted = predict(*at, input, p, q);
    const double measured = out->logLikelihood.value - in->logLikelihood.value;
    const auto &trained = input.sets[0].title, &other = input.sets[1].title;
    return ExperimentResult{
        .findings = {fmt::format(
                         "Predicted gap {:+.0f} nats, measured {:+.0f} nats ({:+.3f} bits/dim for {}).",
                         predicted.total(), measured, out->bitsPerDim.value - in->bitsPerDim.value, other),
                     signArgument(predicted, other, p, q), evaluationNote(in->table)},
        .tables = {channelTable(*at, predicted, input, p, q),
                   gapTable(predicted, measured,
                            "Gap in mean log-likelihood, " + other + " minus " + trained)},
        .figures = {figureOf(input, *in, *out, predicted.total())}};
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
