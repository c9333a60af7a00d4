// E2, E3: overlaid histograms of the likelihood of several sets, one panel a run; the model's own samples can
// lie beside them.

#include <fmt/format.h>

#include "core/analysis/result_panels.h"
#include "core/values/number_text.h"

namespace nescio::experiments::histograms {
namespace {

std::vector<OptionField> options() {
    return {{.id = "quantity",
             .title = "Quantity",
             .standard = std::string("log_likelihood"),
             .help = "What is on the axis.",
             .choices = {"log_likelihood", "bits_per_dim"},
             .choiceTitles = {"log-likelihood (nats)", "bits/dim"}},
            {.id = "samples",
             .title = "Samples",
             .standard = std::int64_t{0},
             .minimum = 0,
             .maximum = 100'000,
             .unit = "images",
             .help = "Images drawn from each model and scored beside the sets; 0: none."}};
}

/// The sets of a run, its samples last. nullopt when stopped.
std::optional<std::vector<ImageSet>> setsFor(const ExperimentInput& input, const FrozenModel& model) {
    auto sets = input.sets;
    if (const auto wanted = intOption(input.options, "samples"); wanted > 0) {
        auto drawn = model.sample(wanted, 1.0, 1, input.stop, input.board);
        if (!drawn) return std::nullopt;
        drawn->title = "samples at temperature 1";
        sets.push_back(std::move(*drawn));
    }
    return sets;
}

std::optional<ExperimentResult> run(const ExperimentInput& input) {
    const bool bits = textOption(input.options, "quantity") == "bits_per_dim";
    ResultFigure figure{.id = "histograms",
                        .title = bits                          ? "Bits per dimension"
                                 : input.score == "likelihood" ? "Log-likelihood"
                                                               : input.scoreWords,
                        .note = {},
                        .columns = input.models.size() > 1 ? 2 : 1,
                        .panels = {}};
    TableBuilder table(
        "means",
        fmt::format("Mean log-likelihood and AUROC of {} against the in-distribution set", input.scoreWords));
    ExperimentResult result;
    for (const auto& model : input.models) {
        const auto sets = setsFor(input, *model);
        if (!sets) return std::nullopt;
        std::vector<EvaluatedSet> all;
        for (const auto& set : *sets) {
            auto scored = evaluateSet(input, *model, set);
            if (!scored) return std::nullopt;
            all.push_back(std::move(*scored));
        }
        std::vector<NamedValues> values;
        const auto own = inDistribution(input, *model);
        for (std::size_t s = 0; s < sets->size(); ++s) {
            const auto& set = (*sets)[s];
            const auto* scored = &all[s];
            const auto role = s < input.sets.size() ? roleOf(input, s, model.get()) : SetRole::Samples;
            values.push_back(
                imagesValued(set, role, scored->table,
                             bits ? scored->table.bitsPerDims() : plottedValues(input, *scored)));
            if (role == SetRole::Samples) values.back().images = nullptr;  // of no set
            const double area = auroc(all[own].scores, scored->scores);
            table.word("run", model->run().title)
                .word("set", set.title)
                .number("mean log p", "nats", scored->logLikelihood.value)
                .number("s.e. of log p", "nats", scored->logLikelihood.standardError)
                .number("mean bits/dim", "bits/dim", scored->bitsPerDim.value)
                .word("in-distribution", input.sets[own].title)
                .number("AUROC against it", "", area)
                .number("n", "images", static_cast<double>(set.count));
            figure.note = evaluationWords(scored->table);
            if (s != own)
                result.findings.push_back(fmt::format("{}: AUROC({}) of {} against {} is {:.3f}.",
                                                      model->run().title, input.scoreWords, set.title,
                                                      input.sets[own].title, area));
        }
        figure.panels.push_back(
            histogramPanel(bits ? kBitsTitle : plottedTitle(input), values, model->run().title));
    }
    result.tables = {table.done()};
    result.figures = {figure};
    return result;
}

}  // namespace

ExperimentKind kind() {
    return {.id = "histograms",
            .title = "Histograms",
            .source = "Nalisnick et al. 2019, figures 2 and 3 (E2, E3)",
            .what = "The likelihoods of each set under each run, overlaid; on request the run's own samples.",
            .fewestModels = 1,
            .mostModels = 100,
            .takesScore = true,
            .options = options(),
            .run = run};
}

}  // namespace nescio::experiments::histograms
