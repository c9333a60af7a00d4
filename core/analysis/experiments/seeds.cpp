// What no interval over images holds: how far one recipe, trained from several seeds, comes out differently.
// The runs may be of several recipes, shapes and training sets; each is looked at on the sets that fit it.

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/analysis/evaluated.h"
#include "core/analysis/recipe.h"
#include "core/values/failure.h"
#include "core/values/number_text.h"

namespace nescio::experiments::seeds {
namespace {

/// Runs that differ in their seed alone.
struct Recipe {
    std::string title;
    std::vector<const FrozenModel*> runs;  ///< by seed
};

/// In the order in which the first run of each was given.
std::vector<Recipe> recipesOf(const ExperimentInput& input) {
    std::vector<Recipe> recipes;
    for (const auto& model : input.models) {
        const auto& run = model->run();
        const auto known = std::find_if(recipes.begin(), recipes.end(), [&](const Recipe& recipe) {
            return sameRecipe(recipe.runs.front()->run(), run);
        });
        if (known == recipes.end())
            recipes.push_back({fmt::format("{}{}{} on {}", run.spec.model, run.spec.preset.empty() ? "" : "·",
                                           run.spec.preset, run.trainSetTitle),
                               {model.get()}});
        else
            known->runs.push_back(model.get());
    }
    for (auto& recipe : recipes) {
        std::stable_sort(recipe.runs.begin(), recipe.runs.end(), [](const auto* a, const auto* b) {
            return a->run().spec.seed < b->run().spec.seed;
        });
        requireOtherSeeds(recipe.runs);
    }
    return recipes;
}

/// One run on its own set and another.
struct Look {
    const FrozenModel& model;
    Mean in, out;  ///< bits/dim
    Interval auroc;
    std::string kind;
};

/// A recipe on a pair of sets: a row of the table.
struct Row {
    const Recipe& recipe;
    const ImageSet &in, &out;
    std::vector<Look> looks;

    /// Mean over seeds, and the standard deviation between them: their standard error times the root of n.
    template <class Value>
    [[nodiscard]] Mean over(Value value) const {
        std::vector<double> values;
        for (const auto& look : looks) values.push_back(value(look));
        auto mean = meanOf(values);
        mean.standardError *= std::sqrt(static_cast<double>(mean.n));
        return mean;
    }
    [[nodiscard]] std::string seeds() const {
        std::vector<std::uint64_t> list;
        for (const auto& look : looks) list.push_back(look.model.run().spec.seed);
        return fmt::format("{}", fmt::join(list, ", "));
    }
};

/// Scores the sets that fit each recipe, its own among them. nullopt when stopped.
std::optional<std::vector<Row>> rowsOf(const ExperimentInput& input, const std::vector<Recipe>& recipes) {
    std::vector<Row> rows;
    for (const auto& recipe : recipes) {
        const auto own = ownSet(input, *recipe.runs.front());
        if (!own) {
            input.notes->push_back(
                fmt::format("{}: no set of the family it was trained on is given.", recipe.title));
            continue;
        }
        const auto first = rows.size();
        for (const auto& set : input.sets)
            if (set.shape == recipe.runs.front()->shape() && &set != &input.sets[*own] &&
                set.id != recipe.runs.front()->run().trainSetId)
                rows.push_back({recipe, input.sets[*own], set, {}});
        for (const auto* model : recipe.runs) {
            const auto in = evaluateSet(input, *model, input.sets[*own]);
            if (!in) return std::nullopt;
            for (auto row = first; row < rows.size(); ++row) {
                const auto out = evaluateSet(input, *model, rows[row].out);
                if (!out) return std::nullopt;
                rows[row].looks.push_back({*model, in->bitsPerDim, out->bitsPerDim,
                                           evaluateRoc(in->scores, out->scores).auroc,
                                           evaluationWords(in->table)});
            }
        }
    }
    return rows;
}

/// "0.151 ± 0.012", or "0.151, one seed".
std::string overSeeds(const Mean& mean) {
    return mean.n < 2 ? fmt::format("{:.3f}, one seed", mean.value)
                      : fmt::format("{:.3f} ± {:.3f}", mean.value, mean.standardError);
}

/// "0:52, 944" of the first seed.
std::string trainingWords(const RunSummary& run) {
    if (run.history.empty()) return "not kept";
    std::vector<double> speeds;
    for (const auto& row : run.history) speeds.push_back(row.imagesPerSecond);
    std::nth_element(speeds.begin(), speeds.begin() + static_cast<std::ptrdiff_t>(speeds.size() / 2),
                     speeds.end());
    const auto seconds = static_cast<int>(run.history.back().elapsedSeconds);
    return fmt::format("{}:{:02}, {:.0f}", seconds / 60, seconds % 60, speeds[speeds.size() / 2]);
}

ResultTable numbersOf(const std::vector<Row>& rows) {
    TableBuilder table("seeds", "Mean and standard deviation over seeds; intervals are over images");
    for (const auto& row : rows)
        for (const auto& look : row.looks) {
            const auto bitsIn = row.over([](const Look& one) { return one.in.value; });
            const auto bitsOut = row.over([](const Look& one) { return one.out.value; });
            const auto area = row.over([](const Look& one) { return one.auroc.value; });
            table.word("recipe", row.recipe.title)
                .word("in-distribution", row.in.title)
                .word("other set", row.out.title)
                .number("seed", "", static_cast<double>(look.model.run().spec.seed))
                .number("bits/dim, in", "bits/dim", look.in.value)
                .number("s.e. over images, in", "bits/dim", look.in.standardError)
                .number("bits/dim, other", "bits/dim", look.out.value)
                .number("s.e. over images, other", "bits/dim", look.out.standardError)
                .number("AUROC", "", look.auroc.value)
                .number("AUROC, low over images", "", look.auroc.low)
                .number("AUROC, high over images", "", look.auroc.high)
                .word("bits/dim over seeds, in", overSeeds(bitsIn))
                .word("bits/dim over seeds, other", overSeeds(bitsOut))
                .word("AUROC over seeds", overSeeds(area))
                .number("n", "images", static_cast<double>(look.out.n));
        }
    return table.done();
}

/// One row a recipe and pair, as it stands in a report.
ResultTable summaryOf(const std::vector<Row>& rows) {
    TableBuilder table("summary",
                       "± over seeds is the standard deviation between runs, ± over images the standard "
                       "error of one");
    const auto cell = [](const Mean& seeds, const Mean& images) {
        return fmt::format("{}; {} over images", overSeeds(seeds), errorText(images, 3));
    };
    for (const auto& row : rows) {
        const auto& first = row.looks.front();
        table.word("model", row.recipe.title)
            .word("tightness", first.kind)
            .word("training, images/s", trainingWords(first.model.run()))
            .word("seeds", row.seeds())
            .word("in-distribution", row.in.title + ", " + shareText(row.in.count, row.in.available))
            .word("other", row.out.title + ", " + shareText(row.out.count, row.out.available))
            .word("bits/dim, in", cell(row.over([](const Look& one) { return one.in.value; }), first.in))
            .word("bits/dim, other", cell(row.over([](const Look& one) { return one.out.value; }), first.out))
            .word("AUROC over seeds", overSeeds(row.over([](const Look& one) { return one.auroc.value; })))
            .word("AUROC over images, first seed", intervalText(first.auroc));
    }
    return table.done();
}

ResultFigure figureOf(const ExperimentInput& input, const std::vector<Row>& rows) {
    ResultPanel panel{.title = {}, .xTitle = "seed", .yTitle = fmt::format("AUROC of {}", input.scoreWords)};
    for (const auto& row : rows) {
        ResultSeries series{.label = row.recipe.title + ": " + row.out.title,
                            .role = SetRole::OutOfDistribution,
                            .x = {},
                            .y = {}};
        for (const auto& look : row.looks) {
            series.x.push_back(static_cast<double>(look.model.run().spec.seed));
            series.y.push_back(look.auroc.value);
            series.low.push_back(look.auroc.low);
            series.high.push_back(look.auroc.high);
        }
        panel.series.push_back(std::move(series));
    }
    return {.id = "seeds",
            .title = "AUROC by seed",
            .note = "bands: 95 % intervals over images",
            .panels = {std::move(panel)}};
}

/// How many intervals over images a spread over seeds is worth: what the interval of one run leaves out.
std::string findingOf(const ExperimentInput& input, const Row& row) {
    const auto area = row.over([](const Look& one) { return one.auroc.value; });
    const auto& first = row.looks.front();
    if (area.n < 2)
        return fmt::format(
            "{}: AUROC({}) of {} against {} {} over images; one seed, so nothing is known of the "
            "spread over seeds.",
            row.recipe.title, input.scoreWords, row.out.title, row.in.title, intervalText(first.auroc));
    const double imagesDeviation = (first.auroc.high - first.auroc.low) / (2 * normalQuantile(0.95));
    return fmt::format(
        "{}: AUROC({}) of {} against {} {:.3f} ± {:.3f} over {} seeds, {} over images (seed {}): "
        "seeds spread {:.1f} times as far as images do.",
        row.recipe.title, input.scoreWords, row.out.title, row.in.title, area.value, area.standardError,
        area.n, intervalText(first.auroc), first.model.run().spec.seed,
        imagesDeviation > 0 ? area.standardError / imagesDeviation : 0.0);
}

std::optional<ExperimentResult> run(const ExperimentInput& input) {
    const auto recipes = recipesOf(input);
    const auto rows = rowsOf(input, recipes);
    if (!rows) return std::nullopt;
    if (rows->empty())
        throw OptionError(
            "experiment seeds: expected a set of the family that a run was trained on, and another "
            "of its shape; found no such pair");
    std::size_t most = 0;
    for (const auto& recipe : recipes) most = std::max(most, recipe.runs.size());
    ExperimentResult result;
    result.id = std::to_string(most);  // more seeds are another result
    for (const auto& row : *rows) result.findings.push_back(findingOf(input, row));
    result.tables = {summaryOf(*rows), numbersOf(*rows)};
    result.figures = {figureOf(input, *rows)};
    return result;
}

}  // namespace

ExperimentKind kind() {
    return {.id = "seeds",
            .title = "Spread over seeds",
            .source = "ours: what an interval over the images of one run leaves out",
            .what =
                "Runs that differ in their seed alone, of any recipes: bits/dim and AUROC with the spread "
                "between "
                "runs beside the interval over images.",
            .fewestModels = 1,
            .mostModels = 1000,
            .fewestSets = 2,
            .takesScore = true,
            .mixedShapes = true,
            .run = run};
}

}  // namespace nescio::experiments::seeds
