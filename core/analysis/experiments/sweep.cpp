// E6 and E13: what a shift of growing strength does to the likelihood. Graying is the paper's figure 5b.

#include <fmt/format.h>

#include "core/analysis/result_panels.h"
#include "core/values/number_text.h"
#include "datasets/shift.h"

namespace nescio::experiments::sweep {
namespace {

OptionField shiftField() {
    OptionField field{.id = "shift",
                      .title = "Shift",
                      .standard = std::string("graying"),
                      .help = "What is done to the images, in growing strength; graying is the paper's."};
    for (const auto& kind : shiftKinds()) {
        field.choices.push_back(kind.id);
        field.choiceTitles.push_back(kind.title);
    }
    return field;
}

/// Whether values never fall, or never rise, along the sweep.
std::string direction(const std::vector<double>& values) {
    bool rises = true, falls = true;
    for (std::size_t i = 1; i < values.size(); ++i) {
        rises = rises && values[i] > values[i - 1];
        falls = falls && values[i] < values[i - 1];
    }
    return rises   ? "rises at every step"
           : falls ? "falls at every step"
                   : "neither rises nor falls throughout";
}

/// What one strength of the shift came to.
struct Stop {
    double strength = 0;
    EvaluatedSet scored;
    Interval auroc;  ///< against the unshifted images
};

ResultTable tableOf(const std::vector<Stop>& stops, const ShiftKind& shift, const ImageSet& set) {
    TableBuilder table("sweep", shift.title + " of " + set.title);
    for (const auto& stop : stops)
        table.number("strength", shift.strength, stop.strength)
            .number("mean bits/dim", "bits/dim", stop.scored.bitsPerDim.value)
            .number("s.e. of bits/dim", "bits/dim", stop.scored.bitsPerDim.standardError)
            .number("mean log p", "nats", stop.scored.logLikelihood.value)
            .number("AUROC against unshifted", "", stop.auroc.value)
            .number("AUROC, low", "", stop.auroc.low)
            .number("AUROC, high", "", stop.auroc.high)
            .number("n", "images", static_cast<double>(set.count));
    return table.done();
}

ResultFigure linesOf(const ExperimentInput& input, const std::vector<Stop>& stops, const ShiftKind& shift,
                     const ImageSet& set) {
    ResultSeries bits{.label = "mean with 95 % interval", .role = SetRole::Test, .x = {}, .y = {}};
    ResultSeries area{.label = "with 95 % interval", .role = SetRole::OutOfDistribution, .x = {}, .y = {}};
    for (const auto& stop : stops) {
        const auto mean = aroundMean(stop.scored.bitsPerDim);
        bits.x.push_back(stop.strength);
        bits.y.push_back(mean.value);
        bits.low.push_back(mean.low);
        bits.high.push_back(mean.high);
        area.x.push_back(stop.strength);
        area.y.push_back(stop.auroc.value);
        area.low.push_back(stop.auroc.low);
        area.high.push_back(stop.auroc.high);
    }
    const auto strength = shift.title + ": " + shift.strength;
    return {.id = "sweep",
            .title = shift.title + " of " + set.title,
            .note = shareText(set.count, set.available),
            .panels = {{.title = {}, .xTitle = strength, .yTitle = "bits/dim", .series = {bits}},
                       {.title = {},
                        .xTitle = strength,
                        .yTitle = fmt::format("AUROC of {}, unshifted in", input.scoreWords),
                        .series = {area}}}};
}

/// The histograms of some strengths, as in the paper's figure.
ResultFigure histogramsOf(const ExperimentInput& input, const std::vector<Stop>& stops,
                          const ShiftKind& shift, const ImageSet& set) {
    constexpr std::size_t kMost = 4;
    std::vector<NamedValues> sets;
    const auto last = stops.size() - 1;
    for (std::size_t i = 0; i < std::min(kMost, stops.size()); ++i) {
        const auto& stop = stops[last == 0 ? 0 : i * last / (std::min(kMost, stops.size()) - 1)];
        sets.push_back({fmt::format("strength {:g}", stop.strength),
                        i == 0 ? SetRole::Test : SetRole::OutOfDistribution,
                        plottedValues(input, stop.scored), set.available});
    }
    return {.id = "histograms",
            .title = shift.title + " of " + set.title,
            .note = shareText(set.count, set.available),
            .panels = {histogramPanel(plottedTitle(input), sets)}};
}

std::optional<ExperimentResult> run(const ExperimentInput& input) {
    const auto& model = *input.models.front();
    const auto& set = input.sets.front();
    const auto& shift = shiftKind(textOption(input.options, "shift"));
    const auto mean = meanImage(set);
    std::vector<Stop> stops;
    for (const double strength : shift.sweep) {
        auto scored = evaluateSet(input, model, shifted(set, shift, strength, mean));
        if (!scored && input.keepPart && !stops.empty()) break;
        if (!scored) return std::nullopt;
        const auto& unshifted = stops.empty() ? scored->scores : stops.front().scored.scores;
        const auto auroc = evaluateRoc(unshifted, scored->scores).auroc;
        stops.push_back({strength, std::move(*scored), auroc});
    }
    std::vector<double> means;
    for (const auto& stop : stops) means.push_back(stop.scored.logLikelihood.value);
    const std::string toward =
        shift.usesMean ? " The mean image is that of " + set.title + ", the set shifted." : "";
    return ExperimentResult{
        .id = shift.id,
        .findings = {fmt::format("Mean log-likelihood {} from {} to {} nats as {} goes from {:g} to {:g}.{}",
                                 direction(means), briefNumber(means.front()), briefNumber(means.back()),
                                 shift.title, stops.front().strength, stops.back().strength, toward),
                     evaluationNote(input, stops.front().scored.table)},
        .tables = {tableOf(stops, shift, set)},
        .figures = {linesOf(input, stops, shift, set), histogramsOf(input, stops, shift, set)},
        .stoppedAfter = stoppedAfter(stops.size(), shift.sweep.size(), "strengths")};
}

}  // namespace

ExperimentKind kind() {
    return {.id = "sweep",
            .title = "Shift sweep",
            .source = "Nalisnick et al. 2019, figure 5b (E6); other shifts: E13",
            .what = "One model, one set: mean log-likelihood and AUROC as a shift of the set grows.",
            .fewestModels = 1,
            .mostModels = 1,
            .mostSets = 1,
            .takesScore = true,
            .options = {shiftField()},
            .run = run};
}

}  // namespace nescio::experiments::sweep
