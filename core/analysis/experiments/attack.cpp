// E13: can an image be made unlikely, or likely, by changes nobody sees? Counted on bytes, after rounding.

#include <algorithm>

#include <fmt/format.h>

#include "core/analysis/attack.h"
#include "core/analysis/scored.h"

namespace nescio::experiments::attack {
namespace {

std::vector<OptionField> options() {
    using Int = std::int64_t;
    return {
        {.id = "images",
         .title = "Images attacked",
         .standard = Int{100},
         .minimum = 1,
         .maximum = 100'000,
         .unit = "images",
         .help = "How many of the set's first images are attacked."},
        {.id = "norm",
         .title = "Norm",
         .standard = std::string("linf"),
         .help = "linf: every byte may change by the budget; l2: the image as a vector.",
         .choices = {"linf", "l2"}},
        {.id = "largest",
         .title = "Largest budget",
         .standard = 8.0,
         .minimum = 1,
         .maximum = 5000,
         .unit = "levels of 255",
         .help = "Budgets tried: this one, its half, quarter and eighth, none below 1."},
        {.id = "steps",
         .title = "Steps",
         .standard = Int{40},
         .minimum = 1,
         .maximum = 1000,
         .unit = "gradient steps",
         .help = "Projected gradient steps an image."},
    };
}

/// The value below which a share of the list lies.
double quantile(std::vector<double> values, double share) {
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

double shareWhere(const std::vector<double>& values, const std::function<bool(std::size_t)>& holds) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < values.size(); ++i) count += holds(i);
    return static_cast<double>(count) / static_cast<double>(values.size());
}

std::optional<ExperimentResult> run(const ExperimentInput& input) {
    const auto& model = *input.models.front();
    const auto& set = input.sets.front();
    const auto reference = scoreFor(input, model, set);
    if (!reference) return std::nullopt;
    const auto before = reference->table.logLikelihoods();
    const double low = quantile(before, 0.01), median = quantile(before, 0.5);
    const auto few = set.first(intOption(input.options, "images"));
    TableBuilder table("attack", "Budget and success on " + set.title);
    std::string summary;
    for (const bool up : {false, true})
        for (double budget = std::max(1.0, realOption(input.options, "largest") / 8);; budget *= 2) {
            budget = std::min(budget, realOption(input.options, "largest"));
            const auto moved = attacked(
                model, few,
                {.goal = up ? AttackGoal::RaiseLikelihood : AttackGoal::LowerLikelihood,
                 .norm = textOption(input.options, "norm") == "l2" ? AttackNorm::Euclidean : AttackNorm::Max,
                 .budget = budget,
                 .steps = static_cast<int>(intOption(input.options, "steps"))},
                input.stop, input.board);
            const auto scored = moved ? scoreFor(input, model, *moved) : std::nullopt;
            if (!scored) return std::nullopt;
            const auto after = scored->table.logLikelihoods();
            const double rightWay = shareWhere(
                after, [&](std::size_t i) { return up ? after[i] > before[i] : after[i] < before[i]; });
            const double passed =
                shareWhere(after, [&](std::size_t i) { return up ? after[i] > median : after[i] < low; });
            table.word("direction", up ? "up" : "down")
                .number("budget", "levels of 255", budget)
                .number("share moved that way", "", rightWay)
                .number("share below the 1 % quantile, or above the median", "", passed)
                .number("mean log p after", "nats", scored->logLikelihood.value)
                .number("AUROC of attacked against the set", "",
                        auroc(reference->minusLogP, scored->minusLogP))
                .number("n", "images", static_cast<double>(few.count));
            if (budget >= realOption(input.options, "largest")) {
                summary += fmt::format("{}At {:g}/255 {:.0f} % of {} images {} (as bytes){}", up ? " " : "",
                                       budget, 100 * (up ? rightWay : passed), few.count,
                                       up ? "became more likely" : "fell below the set's 1 % quantile",
                                       up ? fmt::format(", {:.0f} % passed the median.", 100 * passed) : ".");
                break;
            }
        }
    return ExperimentResult{.findings = {summary, scoringNote(reference->table)},
                            .tables = {table.done()}};
}

}  // namespace

ExperimentKind kind() {
    return {.id = "attack",
            .title = "Attack on the likelihood",
            .source = "asked for in reviews of Nalisnick et al. 2019 (E13); Madry et al. 2018",
            .what =
                "One model, one set: how far small changes move log p, up and down, and whether −log p tells "
                "them.",
            .fewestModels = 1,
            .mostModels = 1,
            .mostSets = 1,
            .options = options(),
            .run = run};
}

}  // namespace nescio::experiments::attack
