// E13: can an image be made unlikely, or likely, by changes nobody sees? Counted on bytes, after rounding.

#include <algorithm>

#include <fmt/format.h>

#include "core/analysis/attack.h"
#include "core/analysis/result_panels.h"
#include "core/scores/rankable.h"
#include "core/values/number_text.h"

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
         .help = "How many of the set's images are attacked, spread evenly over it."},
        {.id = "norm",
         .title = "Norm",
         .standard = std::string("linf"),
         .help = "L∞: every byte may change by the budget; L2: the image as a vector.",
         .choices = {"linf", "l2"},
         .choiceTitles = {"L∞", "L2"}},
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

/// The value below which a share of the list lies; NaN has no place in it.
double quantile(const std::vector<double>& list, double share) {
    auto values = rankable(list).values;
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

double shareWhere(const std::vector<double>& values, const std::function<bool(std::size_t)>& holds) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < values.size(); ++i) count += holds(i);
    return static_cast<double>(count) / static_cast<double>(values.size());
}

/// The set before and what its likelihoods say.
struct Reference {
    const FrozenModel& model;
    const ImageSet& few;         ///< the images attacked, spread over the set
    EvaluatedSet scored;         ///< of the whole set
    EvaluatedSet fewScored;      ///< of the images attacked
    std::vector<double> before;  ///< of the images attacked
    double low = 0, median = 0;  ///< the 1 % quantile and the median of the whole set
};

/// What became of the images' likelihoods. Shares are of the images attacked.
struct Effect {
    double moved = 0;   ///< share that went the way wanted
    double passed = 0;  ///< share below the 1 % quantile, or above the median
    double auroc = 0;   ///< against the same images before
};

/// What one budget in one direction came to.
struct Outcome {
    bool up = false;
    double budget = 0;
    ImageSet images;
    EvaluatedSet scored;
    Effect attacked;
    Effect random;            ///< of changes as large, at random: what size alone does
    double passedBefore = 0;  ///< share that lay there before anything was done
};

AttackOptions attackOptions(const ExperimentInput& input, bool up, double budget) {
    return {.goal = up ? AttackGoal::RaiseLikelihood : AttackGoal::LowerLikelihood,
            .norm = textOption(input.options, "norm") == "l2" ? AttackNorm::Euclidean : AttackNorm::Max,
            .budget = budget,
            .steps = static_cast<int>(intOption(input.options, "steps"))};
}

double shareThere(const std::vector<double>& nats, const Reference& at, bool up) {
    return shareWhere(nats, [&](std::size_t i) { return up ? nats[i] > at.median : nats[i] < at.low; });
}

Effect effectOf(const Reference& at, bool up, const EvaluatedSet& scored) {
    const auto after = scored.table.logLikelihoods();
    const auto& before = at.before;
    return {.moved = shareWhere(
                after, [&](std::size_t i) { return up ? after[i] > before[i] : after[i] < before[i]; }),
            .passed = shareThere(after, at, up),
            .auroc = auroc(at.fewScored.scores, scored.scores)};
}

std::optional<Outcome> tried(const ExperimentInput& input, const Reference& at, bool up, double budget) {
    auto images = attacked(at.model, at.few, attackOptions(input, up, budget), input.stop, input.board);
    auto scored = images ? evaluateSet(input, at.model, *images) : std::nullopt;
    const auto random = scored ? evaluateSet(input, at.model, changedAsMuch(at.few, *images)) : std::nullopt;
    if (!random) return std::nullopt;
    Outcome outcome{.up = up, .budget = budget, .images = std::move(*images), .scored = std::move(*scored)};
    outcome.attacked = effectOf(at, up, outcome.scored);
    outcome.random = effectOf(at, up, *random);
    outcome.passedBefore = shareThere(at.before, at, up);
    return outcome;
}

/// The largest budget, its half, quarter and eighth, none below one level.
std::vector<double> budgetsOf(const ExperimentInput& input) {
    const double largest = realOption(input.options, "largest");
    std::vector<double> budgets;
    for (const double share : {8.0, 4.0, 2.0, 1.0})
        if (largest / share >= 1) budgets.push_back(largest / share);
    return budgets;
}

/// Down, then up, every budget; empty when stopped with nothing to keep.
std::vector<Outcome> allTried(const ExperimentInput& input, const Reference& at) {
    std::vector<Outcome> outcomes;
    for (const bool up : {false, true})
        for (const double budget : budgetsOf(input)) {
            auto outcome = tried(input, at, up, budget);
            if (!outcome) return input.keepPart ? outcomes : std::vector<Outcome>();
            outcomes.push_back(std::move(*outcome));
        }
    return outcomes;
}

ResultTable tableOf(const std::vector<Outcome>& outcomes, const ImageSet& set) {
    TableBuilder table("attack", "Budget and success on " + set.title);
    for (const auto& one : outcomes)
        table.word("direction", one.up ? "up" : "down")
            .number("budget", "levels of 255", one.budget)
            .number("share moved that way", "", one.attacked.moved)
            .number("share moved by a random change", "", one.random.moved)
            .word("mark", one.up ? "above the median" : "below the 1 % quantile")
            .number("share past the mark before", "", one.passedBefore)
            .number("share past the mark after", "", one.attacked.passed)
            .number("share past the mark after a random change", "", one.random.passed)
            .number("mean log p after", "nats", one.scored.logLikelihood.value)
            .number("AUROC against the same images", "", one.attacked.auroc)
            .number("AUROC, random change", "", one.random.auroc)
            .number("n", "images", static_cast<double>(one.images.count));
    return table.done();
}

/// Success against budget, and what the score makes of it.
ResultFigure curvesOf(const ExperimentInput& input, const std::vector<Outcome>& outcomes, const ImageSet& set,
                      const std::string& norm) {
    ResultSeries below{.label = "down: below the set's 1 % quantile", .role = SetRole::OutOfDistribution};
    ResultSeries raised{.label = "up: made more likely", .role = SetRole::Samples};
    ResultSeries above{.label = "up: above the set's median", .role = SetRole::Test};
    ResultSeries downArea{.label = "attacked down", .role = SetRole::OutOfDistribution};
    ResultSeries upArea{.label = "attacked up", .role = SetRole::Test};
    ResultSeries downRandom{.label = "random, as large as down", .role = SetRole::Other};
    ResultSeries upRandom{.label = "random, as large as up", .role = SetRole::Samples};
    const auto add = [](ResultSeries& series, double x, double y) {
        series.x.push_back(x);
        series.y.push_back(y);
    };
    for (const auto& one : outcomes) {
        if (one.up) add(raised, one.budget, one.attacked.moved);
        add(one.up ? above : below, one.budget, one.attacked.passed);
        add(one.up ? upArea : downArea, one.budget, one.attacked.auroc);
        add(one.up ? upRandom : downRandom, one.budget, one.random.auroc);
    }
    const auto budget = norm + " budget (levels of 255)";
    return {.id = "success",
            .title = "Attack on " + set.title,
            .note = shareText(outcomes.front().images.count, set.available) + ", as bytes",
            .panels = {{.title = {}, .xTitle = budget, .yTitle = "share", .series = {below, raised, above}},
                       {.title = {},
                        .xTitle = budget,
                        .yTitle = fmt::format("AUROC of {}, the same images before", input.scoreWords),
                        .series = {downArea, upArea, downRandom, upRandom}}}};
}

/// The set and both attacked ones: can they be told apart?
ResultFigure histogramsOf(const std::vector<Outcome>& outcomes, const Reference& at) {
    std::vector<NamedValues> sets{imagesValued(at.few, SetRole::Test, at.fewScored.table, at.before)};
    for (const auto& one : outcomes)
        if (one.budget == outcomes.back().budget)
            sets.push_back({std::string("attacked ") + (one.up ? "up" : "down") +
                                fmt::format(", AUROC {:.3f}", one.attacked.auroc),
                            one.up ? SetRole::Samples : SetRole::OutOfDistribution,
                            one.scored.table.logLikelihoods()});
    return {.id = "histograms",
            .title = fmt::format("Attacked within {:g}/255", outcomes.back().budget),
            .note = evaluationWords(at.scored.table),
            .panels = {histogramPanel(kLogPTitle, sets)}};
}

ResultImages imagesOf(const std::vector<Outcome>& outcomes, const Reference& at) {
    ResultImages sheet{.id = "images",
                       .title = "Originals and attacked images; log-likelihood (nats) under each",
                       .rows = {},
                       .perRow = static_cast<std::size_t>(std::min<std::int64_t>(10, at.few.count)),
                       .images = {},
                       .captions = {}};
    const auto add = [&](const std::string& title, const ImageSet& set, const std::vector<double>& nats) {
        sheet.rows.push_back(title);
        for (std::size_t i = 0; i < sheet.perRow; ++i) {
            sheet.images.push_back(set.imageAt(static_cast<std::int64_t>(i)));
            sheet.captions.push_back(fmt::format("{:.0f}", nats[i]));
            sheet.places.push_back(&set == &at.few ? placeOf(set, at.fewScored.table.key.indices[i])
                                                   : ImagePlace());
        }
    };
    add("original", at.few, at.before);
    for (const auto& one : outcomes)
        if (one.budget == outcomes.back().budget)
            add(one.up ? "attacked up" : "attacked down", one.images, one.scored.table.logLikelihoods());
    return sheet;
}

std::string findingOf(const ExperimentInput& input, const Outcome& one) {
    const char* way = one.up ? "more" : "less";
    const char* mark = one.up ? "above the set's median" : "below the set's 1 % quantile";
    return fmt::format(
        "At {:g}/255, as bytes, {:.0f} % of {} images became {} likely ({:.0f} % by random changes as "
        "large); {:.0f} "
        "% lie {}, {:.0f} % of the same images did before and {:.0f} % do after random changes; AUROC of {} "
        "against the same images {:.3f} (random {:.3f}).",
        one.budget, 100 * one.attacked.moved, one.images.count, way, 100 * one.random.moved,
        100 * one.attacked.passed, mark, 100 * one.passedBefore, 100 * one.random.passed, input.scoreWords,
        one.attacked.auroc, one.random.auroc);
}

std::optional<ExperimentResult> run(const ExperimentInput& input) {
    const auto& model = *input.models.front();
    const auto& set = input.sets.front();
    const auto few = set.evenly(intOption(input.options, "images"));
    auto scored = evaluateSet(input, model, set);
    auto fewScored = scored ? evaluateSet(input, model, few) : std::nullopt;
    if (!fewScored) return std::nullopt;
    Reference at{.model = model,
                 .few = few,
                 .scored = std::move(*scored),
                 .fewScored = std::move(*fewScored),
                 .before = {}};
    at.before = at.fewScored.table.logLikelihoods();
    const auto whole = at.scored.table.logLikelihoods();
    at.low = quantile(whole, 0.01);
    at.median = quantile(whole, 0.5);
    const auto outcomes = allTried(input, at);
    if (outcomes.empty()) return std::nullopt;
    const auto norm = textOption(input.options, "norm");
    ExperimentResult result;
    result.stoppedAfter = stoppedAfter(outcomes.size(), 2 * budgetsOf(input).size(), "attacks");
    result.id = norm == "l2" ? norm : "";
    for (const auto& one : outcomes)
        if (one.budget == outcomes.back().budget) result.findings.push_back(findingOf(input, one));
    result.findings.push_back(evaluationNote(input, at.scored.table));
    result.tables = {tableOf(outcomes, set)};
    result.figures = {curvesOf(input, outcomes, set, norm == "l2" ? "L2" : "L∞"), histogramsOf(outcomes, at)};
    result.images = {imagesOf(outcomes, at)};
    return result;
}

}  // namespace

ExperimentKind kind() {
    return {.id = "attack",
            .title = "Attack on the likelihood",
            .source = "asked for in reviews of Nalisnick et al. 2019 (E13); Madry et al. 2018",
            .what =
                "One model, one set: how far small changes move log p, up and down, beside random changes as "
                "large, "
                "and whether a score tells them.",
            .fewestModels = 1,
            .mostModels = 1,
            .mostSets = 1,
            .takesScore = true,
            .options = options(),
            .run = run};
}

}  // namespace nescio::experiments::attack
