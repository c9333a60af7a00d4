// compose: a score of one's own over the columns of a run, kept with it: a formula, or a fit.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/json_values.h"
#include "app/cli/number_option.h"
#include "app/cli/output_check.h"
#include "core/analysis/compose_score.h"
#include "core/scores/fitted_combination.h"
#include "core/values/number_text.h"

namespace nescio::commands::compose {
namespace {

std::vector<std::string> rowOf(const ScoreOnSet& on) {
    if (!on.problem.empty()) return {on.setId, "", "", on.problem};
    std::string note;
    if (on.nan > 0) note += fmt::format("{} NaN ", on.nan);
    if (on.infinite > 0) note += fmt::format("{} infinite", on.infinite);
    return {on.setId, countText(static_cast<std::int64_t>(on.n)), meanText(on.mean), note};
}

Json toJson(const ScoreOnSet& on) {
    if (!on.problem.empty()) return {{"id", on.setId}, {"problem", on.problem}};
    return {
        {"id", on.setId}, {"n", on.n}, {"nan", on.nan}, {"infinite", on.infinite}, {"mean", on.mean.value}};
}

void say(const ComposedScore& made, const Console& console) {
    const auto& [composition, score, fit, sets] = made;
    console.say(fmt::format("{}: {} [{}]; it was told: {}", composition.id, score.formula, score.unit,
                            toText(composition.knows)));
    if (fit) console.say(fmt::format("fitted to {}, n = {}", fit->referenceTitle, countText(fit->images)));
    if (score.fit && !fit) console.say("not fitted yet: detect does that, or --reference SET");
    std::vector<std::vector<std::string>> rows{{"set", "n", "mean ± s.e.", ""}};
    for (const auto& on : sets) rows.push_back(rowOf(on));
    if (!sets.empty()) console.say(tableText(rows));
}

int run(const ComposeOrder& order, Console& console) {
    requireKeeping(order.run.string());
    const auto made = composeScore(order);
    Json json = {{"command", "compose"},
                 {"run", order.run.string()},
                 {"score", nescio::toJson(made.composition)},
                 {"fitted_to", made.fit ? Json(made.fit->reference) : Json(nullptr)},
                 {"sets", Json::array()}};
    for (const auto& on : made.sets) json["sets"].push_back(toJson(on));
    console.result(json);
    say(made, console);
    return kOk;
}

CommandBody declare(CLI::App& app) {
    const auto options = std::make_shared<ComposeOrder>();
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
    app.add_flag("--force", options->replace, "Replace a score of this id that the run has");
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
