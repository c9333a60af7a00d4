// roc: how well a score tells two stored sets apart. The model is not needed.
#include <algorithm>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/json_values.h"
#include "core/scores/roc.h"
#include "core/scores/score.h"
#include "core/store/run_file.h"
#include "core/values/failure.h"

namespace nescio::commands::roc {
namespace {

constexpr const char* kOrientation =
    "higher score = more out-of-distribution (OOD); OOD is the positive class";

struct Options {
    std::string run;
    std::string in;
    std::string ood;
    std::string score = "likelihood";
    int bootstraps = 200;
    double confidence = 0.95;
    std::uint64_t seed = 0;
};

TermTable storedTable(const Options& options, const std::string& id) {
    const auto stored = readRunSummary(options.run).scoredSets;
    if (std::find(stored.begin(), stored.end(), id) != stored.end()) return readTermTable(options.run, id);
    throw OptionError(
        fmt::format("{}: expected one of the scored sets ({}), found “{}”; score it first", options.run,
                    stored.empty() ? "there are none yet" : fmt::format("{}", fmt::join(stored, ", ")), id));
}

Json sideJson(const TermTable& table) {
    return setJson(table.setId, table.setTitle, static_cast<std::int64_t>(table.rows()), table.available,
                   table.synthetic);
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
    console.say(
        fmt::format("{} ({}), {}", score.title, score.formula, toText(in.tightness, in.drawRule, in.draws)));
    console.say(fmt::format("in:  {}, n = {}", in.setTitle,
                            countText(static_cast<std::int64_t>(in.rows()), in.available)));
    console.say(fmt::format("OOD: {}, n = {}", ood.setTitle,
                            countText(static_cast<std::int64_t>(ood.rows()), ood.available)));
    console.say(tableText({{"AUROC", intervalText(result.auroc)},
                           {"AUPR, OOD positive", intervalText(result.auprOut)},
                           {"AUPR, in positive", intervalText(result.auprIn)},
                           {"FPR at 95 % of OOD found", intervalText(result.fpr95)},
                           {"FPR at 80 % of OOD found", intervalText(result.fpr80)}}));
    for (const auto& words : warned) console.say(words);
    console.say(fmt::format("{}; {:g} % intervals from {} half samples", kOrientation,
                            100 * options.confidence, result.bootstraps));
}

int run(const Options& options, Console& console) {
    const ScoreKind& score = scoreKind(options.score);
    const TermTable in = storedTable(options, options.in);
    const TermTable ood = storedTable(options, options.ood);
    const auto inScores = scoreOf(score, in), oodScores = scoreOf(score, ood);
    const RocResult result =
        evaluateRoc(inScores, oodScores, options.bootstraps, options.confidence, options.seed);
    const auto warned = warnings(in, ood, result, inScores, oodScores);
    console.result(
        {{"command", "roc"},
         {"run", options.run},
         {"score",
          {{"id", score.id}, {"title", score.title}, {"formula", score.formula}, {"unit", score.unit}}},
         {"orientation", kOrientation},
         {"in", sideJson(in)},
         {"ood", sideJson(ood)},
         {"tightness", toId(in.tightness)},
         {"draws", in.draws},
         {"auroc", toJson(result.auroc)},
         {"aupr_out", toJson(result.auprOut)},
         {"aupr_in", toJson(result.auprIn)},
         {"fpr95", toJson(result.fpr95)},
         {"fpr80", toJson(result.fpr80)},
         {"confidence", result.confidence},
         {"bootstraps", result.bootstraps},
         {"nan_in", result.nanIn},
         {"nan_ood", result.nanOut},
         {"warnings", warned}});
    sayResult(options, score, in, ood, result, warned, console);
    return kOk;
}

/// "likelihood: −log p(x); volume: … (needs log-determinants, which flows have)".
std::string scoresHelp() {
    std::string help;
    for (const auto& kind : scoreKinds())
        help +=
            fmt::format("{}{}: {} (needs {})", help.empty() ? "" : "; ", kind.id, kind.formula, kind.needs);
    return help;
}

CommandBody declare(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    app.add_option("run", options->run, "Run file")->required();
    app.add_option("--in", options->in, "Scored set that counts as in-distribution")->required();
    app.add_option("--ood", options->ood, "Scored set that counts as out-of-distribution")->required();
    app.add_option("--score", options->score, scoresHelp())->capture_default_str();
    app.add_option("--bootstraps", options->bootstraps, "Half samples that the intervals come from")
        ->check(CLI::Range(0, 100'000))
        ->capture_default_str();
    app.add_option("--confidence", options->confidence, "Of the intervals")
        ->check(CLI::Range(0.5, 0.999))
        ->capture_default_str();
    app.add_option("--seed", options->seed, "Seed of the half samples")->capture_default_str();
    return [options](Console& console) { return run(*options, console); };
}

}  // namespace

CommandKind kind() {
    return {
        .name = "roc", .help = "AUROC, AUPR and FPR of a score between two scored sets", .declare = declare};
}

}  // namespace nescio::commands::roc
