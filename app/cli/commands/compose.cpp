// compose: a score of one's own over the columns of a run, kept with it: a formula, or a fit.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <CLI/CLI.hpp>

#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/json_values.h"
#include "app/cli/number_option.h"
#include "app/cli/output_check.h"
#include "core/scores/composition.h"
#include "core/scores/detection.h"
#include "core/scores/fitted_combination.h"
#include "core/store/run_file.h"
#include "core/store/stored_pair.h"
#include "core/values/failure.h"
#include "core/values/mean.h"
#include "core/values/number_text.h"

namespace nescio::commands::compose {
namespace {

struct Options {
    std::string run, id, formula, title, reference, told;
    std::vector<std::string> mixture, logistic;
    int components = 3;
};

/// What the score is on a set that the file keeps, or why it is not.
struct OnSet {
    std::string setId, problem;
    std::size_t n = 0, nan = 0, infinite = 0;
    Mean mean;
};

/// `state`: of a fit that is kept apart from its composition.
OnSet valuesOn(const Options& options, const ScoreKind& score, const ScoreState& state,
               const StoredTerms& stored) {
    OnSet on{.setId = stored.setId};
    try {
        const auto table = readTermTable(options.run, stored.setId, stored.key);
        const auto values = scoreOf(score, storedColumns(options.run, table), state);
        const auto finite = finiteOf(values);
        on.n = values.size();
        for (const double value : values) on.nan += std::isnan(value) ? 1 : 0;
        on.infinite = on.n - on.nan - finite.size();
        on.mean = meanOf(finite);
    } catch (const Error& error) {
        on.problem = error.what();
    }
    return on;
}

std::vector<std::string> rowOf(const OnSet& on) {
    if (!on.problem.empty()) return {on.setId, "", "", on.problem};
    std::string note;
    if (on.nan > 0) note += fmt::format("{} NaN ", on.nan);
    if (on.infinite > 0) note += fmt::format("{} infinite", on.infinite);
    return {on.setId, countText(static_cast<std::int64_t>(on.n)), meanText(on.mean), note};
}

Json toJson(const OnSet& on) {
    if (!on.problem.empty()) return {{"id", on.setId}, {"problem", on.problem}};
    return {
        {"id", on.setId}, {"n", on.n}, {"nan", on.nan}, {"infinite", on.infinite}, {"mean", on.mean.value}};
}

/// Of some scored set: what a model's terms are called is the same for all.
std::vector<TermInfo> termsOf(const RunSummary& run) {
    if (run.terms.empty())
        throw OptionError(
            fmt::format("{}: expected a scored set, whose columns a formula names, found none; "
                        "score one first",
                        run.path));
    const auto& newest = run.terms.back();
    return readTermTable(run.path, newest.setId, newest.key).columns;
}

SetColumns setNamed(const Options& options, const RunSummary& summary, const std::string& option,
                    const std::string& setId) {
    if (newestTerms(summary, setId)) return storedColumns(options.run, setId);
    throw OptionError(fmt::format("{}: expected one of the scored sets ({}), found “{}”", option,
                                  fmt::join(evaluatedSets(summary), ", "), setId));
}

Composition composed(const Options& options, const RunSummary& summary) {
    const auto measured = measuredNames(readMeasurements(options.run));
    const auto terms = termsOf(summary);
    if (!options.mixture.empty())
        return mixtureOver({options.id, options.title, options.mixture}, options.components, terms, measured);
    if (options.logistic.empty())
        return composedFormula(options.id, options.title, options.formula, terms, measured);
    return logisticOver({options.id, options.title, options.logistic},
                        setNamed(options, summary, "--reference", options.reference),
                        setNamed(options, summary, "--told", options.told), measured);
}

/// A fit is found by its score's id: another score of the same id would be judged by the former one's.
void requireNoOtherFit(const Options& options, const Composition& composition) {
    const auto former = readCompositions(options.run);
    const auto was = std::find_if(former.begin(), former.end(),
                                  [&](const Composition& one) { return one.id == composition.id; });
    const bool same = was != former.end() && was->kind == composition.kind &&
                      was->formula == composition.formula && was->components == composition.components;
    const auto fits = readFits(options.run);
    if (!same && std::any_of(fits.begin(), fits.end(),
                             [&](const FittedScore& fit) { return fit.score == composition.id; }))
        throw OptionError(
            fmt::format("--id: expected another one than “{}”, of which fits are kept", options.id));
}

/// The fit of a mixture to the reference that was named; nothing where none was.
std::optional<FittedScore> fitOf(const Options& options, const RunSummary& summary,
                                 const Composition& composition) {
    if (composition.kind != CompositionKind::Mixture || options.reference.empty()) return std::nullopt;
    return fittedTo(composedScore(composition), setNamed(options, summary, "--reference", options.reference));
}

void say(const Composition& composition, const ScoreKind& score, const std::optional<FittedScore>& fit,
         const Console& console) {
    console.say(fmt::format("{}: {} [{}]; it was told: {}", composition.id, score.formula, score.unit,
                            toText(composition.knows)));
    if (fit) console.say(fmt::format("fitted to {}, n = {}", fit->referenceTitle, countText(fit->images)));
    if (score.fit && !fit) console.say("not fitted yet: detect does that, or --reference SET");
}

int run(const Options& options, Console& console) {
    requireKeeping(options.run);
    const auto summary = readRunSummary(options.run);
    const auto composition = composed(options, summary);
    requireNoOtherFit(options, composition);
    const auto fit = fitOf(options, summary, composition);
    updateRunFile(options.run, {.fits = fit ? std::vector{*fit} : std::vector<FittedScore>{},
                                .compositions = {composition}});
    const auto score = composedScore(composition);
    Json json = {{"command", "compose"},
                 {"run", options.run},
                 {"score", nescio::toJson(composition)},
                 {"fitted_to", fit ? Json(fit->reference) : Json(nullptr)},
                 {"sets", Json::array()}};
    std::vector<std::vector<std::string>> rows{{"set", "n", "mean ± s.e.", ""}};
    for (const auto& stored : summary.terms) {
        if (score.fit && !fit) break;
        const auto on = valuesOn(options, score, fit ? fit->state : ScoreState{}, stored);
        rows.push_back(rowOf(on));
        json["sets"].push_back(toJson(on));
    }
    console.result(json);
    say(composition, score, fit, console);
    if (rows.size() > 1) console.say(tableText(rows));
    return kOk;
}

CommandBody declare(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    app.add_option("run", options->run, "Run file")->required();
    app.add_option("--id", options->id, "What roc and detect call it: small letters, digits, underscores")
        ->required();
    app.add_option("--title", options->title, "What people read; what it is made of unless given");
    auto* made = app.add_option_group("made of", "One of these");
    made->require_option(1);
    made->add_option(
        "--formula", options->formula,
        "Higher = more out-of-distribution. Names: log_p, density, volume, scaling, bits_per_dim, D, "
        "level_1 …, member_1 …, and what was measured or imported, with underscores for points "
        "(png_net). Units must agree: bits_per_byte and nats_per_bit convert, as in "
        "“-log_p - png_net*bits_per_byte*nats_per_bit”; 5*nats is a number with a unit");
    auto* mixture =
        made->add_option("--mixture", options->mixture,
                         "Names with commas between: minus the log-density of a Gaussian mixture over "
                         "them, fitted to training images")
            ->delimiter(',');
    auto* logistic =
        made->add_option("--logistic", options->logistic,
                         "Names with commas between: a logistic regression that is shown --reference and "
                         "--told, and says for good that it was")
            ->delimiter(',');
    auto* reference =
        app.add_option("--reference", options->reference, "Scored set of in-distribution images to fit to");
    auto* told =
        app.add_option("--told", options->told, "Scored set of out-of-distribution images to be told");
    addNumber(app, "--components", options->components, {1, kMostComponents}, "Gaussians of a mixture")
        ->needs(mixture);
    logistic->needs(reference)->needs(told);
    told->needs(logistic);
    return [options](Console& console) { return run(*options, console); };
}

}  // namespace

CommandKind kind() {
    return {.name = "compose",
            .help = "Make a score of columns, as a formula or a fit, and keep it",
            .declare = declare};
}

}  // namespace nescio::commands::compose
