// E7: the gap between two data sets predicted from their moments alone.
//
// Around x0 = E[x] of the training distribution p*, with d = E_q[x] - E_p*[x],
//   E_q[log p] - E_p*[log p] ~ grad log p(x0) . d + 1/2 d^T H d + 1/2 Tr{ H (Sigma_q - Sigma_p*) }.
// For a constant-volume flow with prior N(0, I), log p(x) = -|z(x)|^2 / 2 + constant, so that with the
// Jacobian J = dz/dx at x0 the gradient is -J^T z and the curvature -J^T J up to the curvature of z itself.
// The paper takes d = 0, a diagonal Sigma, and for the diagonal of J^T J the squares of alpha, products of
// what the 1×1 convolutions alone do. Ours beside it: the same with the diagonal of the exact Jacobian, and
// with the whole Sigma. Pixels are correlated: a flow stretches the differences between neighbours most, and
// a diagonal Sigma has far more of them than images have. Only the last is compared with the measured gap.

#include <cmath>

#include <fmt/format.h>

#include "core/analysis/curvature.h"
#include "core/analysis/moments.h"
#include "core/analysis/result_panels.h"
#include "core/density/frozen_model_impl.h"
#include "core/math/byte_tensor.h"
#include "core/values/failure.h"

namespace nescio::experiments::second_order {
namespace {

constexpr int kLanczosSteps = 64;

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

/// Of networks made of convolutions and ReLU, z is piecewise linear in x: it has no curvature of its own.
bool isPiecewiseLinear(const RunSummary& run) {
    return textOption(run.spec.modelOptions, "net") == "conv";
}

torch::Tensor asTensor(const std::vector<double>& values) {
    return torch::tensor(values, torch::kFloat64);
}

/// A set's images about their mean, in the flow's units.   Shapes: -> [n,D].
torch::Tensor centred(const ImageSet& set) {
    const auto x = byteTensor(set, 0, set.count).flatten(1).to(torch::kFloat64) / 256;
    return x - x.mean(0);
}

/// The two sets and what their moments are.
struct Pair {
    const ImageSet &p, &q;  ///< trained on, and the other
    Moments momentsP, momentsQ;
};

/// The run's own set first, whatever the order they were given in; of two of its family the training images.
Pair pairOf(const ExperimentInput& input) {
    const auto& run = input.models.front()->run();
    auto first = inDistribution(input, *input.models.front());
    if (input.sets[1 - first].id == run.trainSetId) first = 1 - first;
    const auto &p = input.sets[first], &q = input.sets[1 - first];
    return {p, q, momentsOf(p), momentsOf(q)};
}

/// The parts of the predicted gap.   Units: nats; errors are those of the probes.
struct Prediction {
    double first = 0;
    Mean alongMeans;
    double paper = 0;          ///< second order by the paper's alpha: no probes, no error
    torch::Tensor paperAlpha;  ///< [D]
    torch::Tensor paperByDim;  ///< [D]
    torch::Tensor diagonal;    ///< by probe and dimension, [probes,D]
    Mean diagonalSum, whole;   ///< pixels taken for independent; with all correlations
    Mean total;
};

Prediction predict(const DequantizedFlow& flow, const Expansion& at, const Pair& sets) {
    constexpr double kUnits = 255.0 / 256.0;  // moments speak of byte / 255
    const auto d = (asTensor(sets.momentsQ.mean) - asTensor(sets.momentsP.mean)) * kUnits;
    const auto variances =
        (asTensor(sets.momentsQ.variance) - asTensor(sets.momentsP.variance)) * kUnits * kUnits;
    const auto alongMeans = -0.5 * at.spreadOf(d.unsqueeze(0));
    // The difference is taken probe by probe: what both sets share of a probe's error falls out.
    const auto whole = -0.5 * (at.spreadOf(centred(sets.q)) - at.spreadOf(centred(sets.p)));
    Prediction made;
    made.first = (at.gradient * d).sum().item<double>();
    made.alongMeans = overProbes(alongMeans);
    made.paperAlpha = paperAlpha(flow);
    made.paperByDim = -0.5 * made.paperAlpha.square() * variances;
    made.paper = made.paperByDim.sum().item<double>();
    made.diagonal = -0.5 * at.alphaSquared() * variances;
    made.diagonalSum = overProbes(made.diagonal.sum(1));
    made.whole = overProbes(whole);
    made.total = overProbes(made.first + alongMeans + whole);
    return made;
}

ResultTable channelTable(const Expansion& at, const Prediction& predicted, const Pair& sets) {
    TableBuilder table("channels", "By channel, pixels in [0, 1]");
    const auto& shape = sets.p.shape;
    const auto byChannel = [&](const torch::Tensor& perProbe) {
        return perProbe.view({perProbe.size(0), shape.channels, -1});
    };
    const auto alpha = byChannel(at.alphaSquared()).mean(2), parts = byChannel(predicted.diagonal).sum(2);
    const auto paperAlpha = predicted.paperAlpha.square().view({shape.channels, -1}).mean(1);
    const auto paperParts = predicted.paperByDim.view({shape.channels, -1}).sum(1);
    for (int c = 0; c < shape.channels; ++c) {
        const auto ours = overProbes(alpha.select(1, c)), part = overProbes(parts.select(1, c));
        table.number("channel", "", c + 1)
            .number("sum of variances, " + sets.p.title, "", sets.momentsP.varianceSum(c))
            .number("sum of variances, " + sets.q.title, "", sets.momentsQ.varianceSum(c))
            .number("mean alpha squared, the paper's", "", paperAlpha[c].item<double>())
            .number("second order, the paper's", "nats", paperParts[c].item<double>())
            .number("mean alpha squared, exact Jacobian", "", ours.value)
            .number("s.e. of alpha squared", "", ours.standardError)
            .number("second order, exact diagonal", "nats", part.value)
            .number("s.e. of the exact diagonal", "nats", part.standardError);
    }
    return table.done();
}

Mean measuredGap(const EvaluatedSet& in, const EvaluatedSet& out) {
    const auto &a = in.logLikelihood, &b = out.logLikelihood;
    return {b.value - a.value, std::hypot(a.standardError, b.standardError), std::min(a.n, b.n)};
}

ResultTable gapTable(const Prediction& predicted, const Mean& measured, const Pair& sets) {
    TableBuilder table("gap", "Gap in mean log-likelihood, " + sets.q.title + " minus " + sets.p.title);
    const auto row = [&](const char* part, const char* whose, double nats, double error) {
        table.word("part", part)
            .word("whose", whose)
            .number("value", "nats", nats)
            .number("standard error", "nats", error);
    };
    const auto estimate = [&](const char* part, const char* whose, const Mean& mean) {
        row(part, whose, mean.value, mean.standardError);
    };
    row("first order: gradient times difference of means", "ours", predicted.first, 0);
    estimate("second order: curvature along the difference of means", "ours", predicted.alongMeans);
    row("second order: alpha of the 1×1 convolutions, pixels taken for independent", "the paper's",
        predicted.paper, 0);
    estimate("second order: diagonal of the exact Jacobian, pixels taken for independent", "ours",
             predicted.diagonalSum);
    estimate("second order: exact Jacobian, difference of covariances", "ours", predicted.whole);
    estimate("predicted: first, second and fifth", "ours", predicted.total);
    estimate("measured", "measured", measured);
    return table.done();
}

/// Both histograms of log p, and where the prediction puts the mean of the other set.
ResultFigure figureOf(const FrozenModel& model, const Pair& sets, const EvaluatedSet& in,
                      const EvaluatedSet& out, double predictedGap) {
    auto panel = histogramPanel(
        kLogPTitle,
        {{legendOf(sets.p), SetRole::Test, in.table.logLikelihoods(), sets.p.available},
         {legendOf(sets.q), SetRole::OutOfDistribution, out.table.logLikelihoods(), sets.q.available}});
    panel.marks = {{in.logLikelihood.value, "mean of " + sets.p.title},
                   {out.logLikelihood.value, "mean of " + sets.q.title},
                   {in.logLikelihood.value + predictedGap, "predicted"}};
    return {.id = "gap",
            .title = "Predicted and measured gap",
            .note = model.run().title,
            .panels = {std::move(panel)}};
}

std::string signArgument(const Prediction& predicted, const Pair& sets) {
    bool inside = true;
    for (int c = 0; c < sets.p.shape.channels; ++c)
        inside = inside && sets.momentsP.varianceSum(c) > sets.momentsQ.varianceSum(c);
    const auto values = fmt::format(
        "{:+.0f} nats by the paper's alpha (1×1 convolutions alone), {:+.0f} ± {:.0f} by the exact "
        "Jacobian's "
        "diagonal",
        predicted.paper, predicted.diagonalSum.value, predicted.diagonalSum.standardError);
    if (inside)
        return fmt::format(
            "Every channel's sum of variances is smaller for {}, which a negative curvature favours; with "
            "pixels taken for independent that makes {}.",
            sets.q.title, values);
    return fmt::format(
        "The sums of variances of {} are not smaller in every channel, so the sign of the second-order part "
        "depends on what was learned; with pixels taken for independent it is {}.",
        sets.q.title, values);
}

/// What may be said of the curvature's sign: by the kind of net where that settles it, else by measuring.
std::string curvatureWords(const RunSummary& run, double largest) {
    if (isPiecewiseLinear(run))
        return "The curvature is −J^T J, negative for any parameters: networks of convolutions and ReLU make "
               "z "
               "piecewise linear in x.";
    return fmt::format(
        "The curvature −J^T J of the prediction leaves out that of z itself, which {} networks have: the "
        "largest "
        "eigenvalue of the whole Hessian at the mean is {} {:+.2g} ({} Lanczos steps), so a negative "
        "curvature {}.",
        textOption(run.spec.modelOptions, "net"), largest > 0 ? "at least" : "not seen above", largest,
        kLanczosSteps, largest > 0 ? "does not hold for any parameters, nor for these" : "is not assured");
}

std::optional<ExperimentResult> run(const ExperimentInput& input) {
    const auto& model = *input.models.front();
    const auto& flow = constantVolumeFlow(model);
    const auto& shape = model.shape();
    const auto sets = pairOf(input);
    const auto x0 = (asTensor(sets.momentsP.mean) - 0.5)
                        .to(flow.weightOptions())
                        .view({1, shape.channels, shape.height, shape.width});
    const auto at = expansionAt(flow, x0, input.stop);
    const auto largest = !at ? std::nullopt
                         : isPiecewiseLinear(model.run())
                             ? std::optional(0.0)
                             : largestCurvature(flow, x0, kLanczosSteps, input.stop);
    const auto in = largest ? evaluateSet(input, model, sets.p) : std::nullopt;
    const auto out = in ? evaluateSet(input, model, sets.q) : std::nullopt;
    if (!out) return std::nullopt;
    const auto predicted = predict(flow, *at, sets);
    const auto measured = measuredGap(*in, *out);
    return ExperimentResult{
        .findings = {fmt::format(
                         "Predicted gap {:+.0f} ± {:.0f} nats ({} probes of the Jacobian), measured "
                         "{:+.0f} {} nats (over images; {:+.3f} bits/dim for {}); ± one standard error.",
                         predicted.total.value, predicted.total.standardError, kCurvatureProbes,
                         measured.value, errorText(measured, 0), out->bitsPerDim.value - in->bitsPerDim.value,
                         sets.q.title),
                     signArgument(predicted, sets), curvatureWords(model.run(), *largest),
                     evaluationNote(input, in->table)},
        .tables = {channelTable(*at, predicted, sets), gapTable(predicted, measured, sets)},
        .figures = {figureOf(model, sets, *in, *out, predicted.total.value)}};
}

}  // namespace

ExperimentKind kind() {
    return {.id = "second_order",
            .title = "Second-order analysis",
            .source = "Nalisnick et al. 2019, section 5 (E7)",
            .what =
                "A constant-volume Glow and two sets: the gap their moments predict, by the paper's form and "
                "by the exact "
                "Jacobian, beside the measured one.",
            .fewestModels = 1,
            .mostModels = 1,
            .fewestSets = 2,
            .mostSets = 2,
            .run = run};
}

}  // namespace nescio::experiments::second_order
