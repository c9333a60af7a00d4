// E4: which part of the likelihood tells the sets apart, density or volume, and at which level?

#include <fmt/format.h>

#include "core/analysis/scored.h"

namespace nescio::experiments::decomposition {
namespace {

/// A part of the likelihood: what of each image's terms it sums.
struct Part {
    std::string title;
    std::function<bool(const TermInfo&)> takes;
};

std::vector<Part> partsOf(const std::vector<TermInfo>& infos) {
    std::vector<Part> parts{
        {"density",
         [](const TermInfo& info) { return !isVolume(info.kind) && info.kind != TermKind::Scaling; }},
        {"volume", [](const TermInfo& info) { return isVolume(info.kind); }},
        {"total", [](const TermInfo&) { return true; }}};
    int levels = 0;
    for (const auto& info : infos) levels = std::max(levels, info.level);
    for (int level = 1; level <= levels; ++level) {
        parts.push_back({fmt::format("level {} · density", level),
                         [=](const TermInfo& info) { return info.level == level && !isVolume(info.kind); }});
        parts.push_back({fmt::format("level {} · volume", level),
                         [=](const TermInfo& info) { return info.level == level && isVolume(info.kind); }});
    }
    return parts;
}

std::vector<double> valuesOf(const ScoreTable& table, const Part& part) {
    std::vector<double> values(table.rows());
    for (std::size_t row = 0; row < values.size(); ++row)
        for (std::size_t c = 0; c < table.columns.size(); ++c)
            if (part.takes(table.columns[c])) values[row] += table.nats[row * table.columns.size() + c];
    return values;
}

/// AUROC of minus a part: higher = more out-of-distribution, like every score.
double aurocOf(std::vector<double> in, std::vector<double> out) {
    for (auto* values : {&in, &out})
        for (auto& value : *values) value = -value;
    return auroc(in, out);
}

std::optional<ExperimentResult> run(const ExperimentInput& input) {
    ExperimentResult result;
    TableBuilder table("parts",
                       "Parts of log p(x): mean over each set, and how well each alone tells the sets apart");
    for (const auto& model : input.models) {
        const auto first = scoreFor(input, *model, input.sets[0]);
        if (!first) return std::nullopt;
        for (std::size_t s = 0; s < input.sets.size(); ++s) {
            const auto scored = s == 0 ? first : scoreFor(input, *model, input.sets[s]);
            if (!scored) return std::nullopt;
            for (const auto& part : partsOf(scored->table.columns)) {
                const auto values = valuesOf(scored->table, part);
                const auto mean = meanOf(values);
                const double spread = mean.standardError * std::sqrt(static_cast<double>(mean.n));
                table.word("run", model->run().title)
                    .word("set", input.sets[s].title)
                    .word("part", part.title)
                    .number("mean", "nats", mean.value)
                    .number("standard error", "nats", mean.standardError)
                    .number("standard deviation", "nats", spread)
                    .number("AUROC of minus the part against the first set", "",
                            aurocOf(valuesOf(first->table, part), values))
                    .number("n", "images", static_cast<double>(mean.n));
                if (s > 0 && (part.title == "density" || part.title == "volume"))
                    result.findings.push_back(fmt::format(
                        "{}: the {} term of {} is {:+.0f} nats against {}{}.", model->run().title, part.title,
                        input.sets[s].title, mean.value - meanOf(valuesOf(first->table, part)).value,
                        input.sets[0].title, spread < 1e-2 ? ", one number for all images" : ""));
            }
        }
        result.findings.push_back(model->run().title + ": " + scoringNote(first->table) + ".");
    }
    result.tables = {table.done()};
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
