// E4: which part of the likelihood tells the sets apart, density or volume, and at which level?

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/analysis/parts.h"
#include "core/analysis/result_panels.h"

namespace nescio::experiments::decomposition {
namespace {

constexpr double kOneNumber = 1e-2;  // nats: a spread below it is rounding

/// Standard deviation over images whose value is finite.
double spreadOf(const std::vector<double>& values) {
    const auto mean = finiteMean(values);
    return mean.standardError * std::sqrt(static_cast<double>(mean.n));
}

/// Every set under one model, one of them in-distribution.
struct Split {
    const FrozenModel& model;
    std::vector<EvaluatedSet> sets;
    std::vector<Part> parts;
    std::size_t in = 0;  ///< the in-distribution set
};

std::optional<Split> splitOf(const ExperimentInput& input, const FrozenModel& model) {
    Split split{.model = model, .sets = {}, .parts = {}, .in = inDistribution(input, model)};
    for (const auto& set : input.sets) {
        auto scored = evaluateSet(input, model, set);
        if (!scored) return std::nullopt;
        split.sets.push_back(std::move(*scored));
    }
    split.parts = partsOf(split.sets.front().table.columns);
    return split;
}

ResultPanel panelOf(const ExperimentInput& input, const Split& split, const Part& part,
                    const std::string& title) {
    std::vector<NamedValues> sets;
    for (std::size_t s = 0; s < input.sets.size(); ++s)
        sets.push_back(imagesValued(input.sets[s], roleOf(input, s, &split.model), split.sets[s].table,
                                    valuesOf(split.sets[s].table, part)));
    return histogramPanel(part.title + " (nats)", sets, title);
}

/// Density, volume and total below each other, one column a model: the paper's figure.
ResultFigure partsFigure(const ExperimentInput& input, const std::vector<Split>& splits) {
    ResultFigure figure{.id = "parts",
                        .title = "Parts of log p(x)",
                        .note = evaluationWords(splits.front().sets.front().table),
                        .columns = static_cast<int>(splits.size()),
                        .panels = {}};
    for (const auto* part : {"density", "volume", "total"})
        for (const auto& split : splits) {
            const auto own = std::find_if(split.parts.begin(), split.parts.end(),
                                          [&](const Part& one) { return one.title == part; });
            const auto title = part == std::string("density") ? split.model.run().title : std::string();
            if (own != split.parts.end())
                figure.panels.push_back(panelOf(input, split, *own, title));
            else if (splits.size() > 1)
                figure.panels.push_back({.title = title, .xTitle = part, .yTitle = {}});
        }
    return figure;
}

/// Density and volume of each level of one model.
ResultFigure levelsFigure(const ExperimentInput& input, const Split& split, std::size_t number) {
    ResultFigure figure{.id = fmt::format("levels_{}", number),
                        .title = "By level",
                        .note = split.model.run().title,
                        .columns = 2,
                        .panels = {}};
    for (const auto& part : split.parts)
        if (part.title.starts_with("level")) figure.panels.push_back(panelOf(input, split, part, {}));
    return figure;
}

void addRows(TableBuilder& table, ExperimentResult& result, const ExperimentInput& input,
             const Split& split) {
    const auto& run = split.model.run().title;
    for (std::size_t s = 0; s < input.sets.size(); ++s)
        for (const auto& part : split.parts) {
            const auto in = valuesOf(split.sets[split.in].table, part),
                       values = valuesOf(split.sets[s].table, part);
            const auto mean = finiteMean(values);
            const double spread = spreadOf(values);
            table.word("run", run)
                .word("set", input.sets[s].title)
                .word("part", part.title)
                .number("mean", "nats", mean.value)
                .number("standard error", "nats", mean.standardError)
                .number("standard deviation", "nats", spread)
                .word("in-distribution", input.sets[split.in].title)
                .number("AUROC of minus the part against it", "", aurocOfMinus(in, values))
                .number("n", "images", static_cast<double>(mean.n));
            const bool oneNumber = spread < kOneNumber && spreadOf(in) < kOneNumber;
            if (s != split.in && (part.title == "density" || part.title == "volume"))
                result.findings.push_back(
                    fmt::format("{}: the {} term of {} is {:+.0f} nats against {}{}.", run, part.title,
                                input.sets[s].title, mean.value - finiteMean(in).value,
                                input.sets[split.in].title, oneNumber ? ", one number for all images" : ""));
        }
    result.findings.push_back(run + ": " + evaluationNote(input, split.sets[split.in].table) + ".");
}

std::optional<ExperimentResult> run(const ExperimentInput& input) {
    ExperimentResult result;
    TableBuilder table("parts",
                       "Parts of log p(x): mean over each set, and how well each alone tells the sets apart");
    std::vector<Split> splits;
    for (const auto& model : input.models) {
        auto split = splitOf(input, *model);
        if (!split) return std::nullopt;
        addRows(table, result, input, *split);
        splits.push_back(std::move(*split));
    }
    result.tables = {table.done()};
    result.figures = {partsFigure(input, splits)};
    for (std::size_t m = 0; m < splits.size(); ++m)
        if (splits[m].parts.back().title.starts_with("level"))
            result.figures.push_back(levelsFigure(input, splits[m], m + 1));
    return result;
}

}  // namespace

ExperimentKind kind() {
    return {.id = "decomposition",
            .title = "Density and volume",
            .source = "Nalisnick et al. 2019, figure 4 (E4)",
            .what = "Density, volume and total of any runs on any sets, by level where there are levels.",
            .fewestModels = 1,
            .mostModels = 100,
            .run = run};
}

}  // namespace nescio::experiments::decomposition
