// roc: how well a score tells two stored sets apart. The model is not needed.
#include <algorithm>
#include <optional>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/json_values.h"
#include "app/cli/number_option.h"
#include "core/analysis/run_scores.h"
#include "core/scores/detection.h"
#include "core/scores/detection_figures.h"
#include "core/scores/rankable.h"
#include "core/scores/roc.h"
#include "core/scores/score.h"
#include "core/store/run_file.h"
#include "core/store/stored_pair.h"
#include "core/values/failure.h"
#include "core/values/number_text.h"

namespace nescio::commands::roc {
namespace {

constexpr const char* kOrientation =
    "higher score = more out-of-distribution (OOD); OOD is the positive class";

struct Options {
    std::string run;
    std::string in;
    std::string ood;
    std::string score = "likelihood";
    int bootstraps = kHalfSamples;
    double confidence = 0.95;
    std::uint64_t seed = 0;
    std::optional<int> draws;
};

Json sideJson(const TermTable& table) {
    auto json = setJson(table.setId, table.setTitle, static_cast<std::int64_t>(table.rows()), table.available,
                        table.synthetic);
    json["part"] = partWords(table.key.indices, table.available);
    json["fingerprint"] = table.key.set;
    json["trained_on"] = table.trainedOn;
    return json;
}

std::string sideText(const TermTable& table) {
    std::string text = fmt::format("{}, n = {}", table.setTitle,
                                   countText(static_cast<std::int64_t>(table.rows()), table.available));
    if (const auto part = partWords(table.key.indices, table.available); !part.empty()) text += ", " + part;
    for (const auto& change : table.key.fit) text += "; " + change;
    return text;
}

/// What has to be said beside the numbers.
std::vector<std::string> remarks(const TermTable& in, const TermTable& ood, const RunSummary& run) {
    auto all = remarksOn(in.key, in.setTitle, ood.key, ood.setTitle);
    if (const auto age = ageWords(run, in.key.weights); in.key.weights.known() && !age.empty())
        all.push_back("numbers " + age);
    for (const auto* table : {&in, &ood})
        if (table->trainedOn > 0 && table->role != SetRole::Train)
            all.push_back(
                fmt::format("{} of the images of {} were trained on", table->trainedOn, table->setTitle));
    return all;
}

/// NaN of either side, and a score that is one number for all images.
std::vector<std::string> warnings(const TermTable& in, const TermTable& ood, const RocResult& result,
                                  const std::vector<double>& inScores, const std::vector<double>& oodScores) {
    std::vector<std::string> words;
    for (const auto& said : {leftOutWords(result.nanIn, in.rows(), in.setTitle),
                             leftOutWords(result.nanOut, ood.rows(), ood.setTitle)})
        if (!said.empty()) words.push_back(said);
    const auto isFirst = [&](double score) { return score == inScores.front(); };
    if (std::all_of(inScores.begin(), inScores.end(), isFirst) &&
        std::all_of(oodScores.begin(), oodScores.end(), isFirst))
        words.emplace_back("this score is one number for all images: it tells none from another");
    return words;
}

void sayResult(const Options& options, const ScoreKind& score, const TermTable& in, const TermTable& ood,
               const RocResult& result, const std::vector<std::string>& warned, const Console& console) {
    console.say(fmt::format("{} ({}), {}; {}", score.title, score.formula,
                            toText(in.tightness, in.key.drawRule, in.key.draws),
                            weightsWords(in.key.weights)));
    if (score.knows != Knowledge::Nothing) console.say(fmt::format("it was told: {}", toText(score.knows)));
    console.say("in:  " + sideText(in));
    console.say("OOD: " + sideText(ood));
    std::vector<std::vector<std::string>> rows;
    for (const auto& figure : detectionFigures())
        rows.push_back({figure.title, intervalText(result.*figure.interval)});
    console.say(tableText(rows));
    console.say(
        "FPR at a share of OOD flagged: of in-distribution flagged with it; at a share of in accepted: of "
        "OOD "
        "accepted with it");
    for (const auto& words : warned) console.say(words);
    console.say(fmt::format("{}; {:g} % intervals from {} half samples", kOrientation,
                            100 * options.confidence, result.bootstraps));
}

/// The newest fit that the run keeps of a score, to numbers of the same weights.
ScoreState keptFit(const Options& options, const ScoreKind& score, const WeightsId& weights) {
    if (!score.fit) return {};
    const auto fits = readFits(options.run);
    const auto newest = std::find_if(fits.rbegin(), fits.rend(), [&](const FittedScore& fit) {
        return fit.score == score.id && fit.weights == weights;
    });
    if (newest != fits.rend()) return newest->state;
    throw OptionError(
        fmt::format("score {}: expected a fit to training images that the run keeps, found none; "
                    "detect makes one",
                    score.id));
}

int run(const Options& options, Console& console) {
    const auto [in, ood] = readPair(options.run, options.in, options.ood, options.draws);
    const auto inColumns = storedColumns(options.run, in), oodColumns = storedColumns(options.run, ood);
    const auto score = scoreAmong(scoresOf(options.run, in.columns), options.score);
    if (const auto why = whyNotTogether(score, inColumns, oodColumns); !why.empty())
        throw OptionError(fmt::format("score {}: {}", score.id, why));
    const auto fit = keptFit(options, score, in.key.weights);
    const auto inScores = scoreOf(score, inColumns, fit), oodScores = scoreOf(score, oodColumns, fit);
    const RocResult result =
        evaluateRoc(inScores, oodScores, options.bootstraps, options.confidence, options.seed);
    const auto warned = warnings(in, ood, result, inScores, oodScores);
    const auto said = remarks(in, ood, readRunSummary(options.run));
    Json json{{"command", "roc"},
              {"run", options.run},
              {"score",
               {{"id", score.id},
                {"title", score.title},
                {"formula", score.formula},
                {"unit", score.unit},
                {"knows", toId(score.knows)}}},
              {"orientation", kOrientation},
              {"in", sideJson(in)},
              {"ood", sideJson(ood)},
              {"tightness", toId(in.tightness)},
              {"draws", in.key.draws},
              {"weights", {{"digest", in.key.weights.digest}, {"step", in.key.weights.step}}},
              {"remarks", said},
              {"confidence", result.confidence},
              {"bootstraps", result.bootstraps},
              {"nan_in", result.nanIn},
              {"nan_ood", result.nanOut},
              {"warnings", warned}};
    for (const auto& figure : detectionFigures()) json[figure.id] = toJson(result.*figure.interval);
    console.result(json);
    sayResult(options, score, in, ood, result, warned, console);
    for (const auto& remark : said) console.say("note: " + remark);
    return kOk;
}

/// "likelihood: −log p(x); volume: … (needs log-determinants, which flows have)".
std::string scoresHelp() {
    std::string help;
    for (const auto& kind : scoreKinds())
        help += fmt::format("{}{}: {}{}", help.empty() ? "" : "; ", kind.id,
                            kind.formula.empty() ? kind.title : kind.formula,
                            kind.needs.empty() ? "" : fmt::format(" (needs {})", kind.needs));
    return help + "; and those that were composed or imported (info lists them)";
}

CommandBody declare(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    app.add_option("run", options->run, "Run file")->required();
    app.add_option("--in", options->in, "Scored set that counts as in-distribution")->required();
    app.add_option("--ood", options->ood, "Scored set that counts as out-of-distribution")->required();
    app.add_option("--score", options->score, scoresHelp())->capture_default_str();
    // An interval comes from the variance over half samples, and one of them has none.
    addNumber(app, "--bootstraps", options->bootstraps, {2, 100'000},
              "Half samples that the intervals come from");
    addNumber(app, "--confidence", options->confidence, {0.5, 0.999}, "Of the intervals");
    addNumber(app, "--seed", options->seed, kSeeds, "Seed of the half samples");
    addNumber(app, "--draws", options->draws, kDraws,
              "Take numbers of so many draws, where there are several");
    return [options](Console& console) { return run(*options, console); };
}

}  // namespace

CommandKind kind() {
    return {
        .name = "roc", .help = "AUROC, AUPR and FPR of a score between two scored sets", .declare = declare};
}

}  // namespace nescio::commands::roc
