// detect: every score side by side on the same images, with what each knows and costs.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <CLI/CLI.hpp>

#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/experiment_output.h"
#include "app/cli/experiment_session.h"
#include "app/cli/number_option.h"
#include "app/cli/output_check.h"
#include "app/cli/score_inputs.h"
#include "core/analysis/comparison.h"
#include "core/values/failure.h"

namespace nescio::commands::detect {
namespace {

struct Options {
    std::string run, in;
    OutputSettings out;
    std::vector<std::string> ood, scores, seedRuns;
    ScoreInputs inputs;
    std::int64_t limit = 0;
    int bootstraps = 1000;
    double falseAlarms = kUsualFalseAlarms;
    bool stored = false;
    DataSettings reading;
    ScoreSettings scoring;
    ComputeSettings compute;
};

constexpr const char* kFpr = "FPR at 95 % of OOD flagged";

const ResultColumn& columnOf(const ResultTable& table, const std::string& title) {
    for (const auto& column : table.columns)
        if (column.title == title) return column;
    throw DataError(fmt::format("table {}: expected a column “{}”, found none", table.id, title));
}

/// The largest number of a set's rows: scores of several images together have fewer.
double most(const ResultTable& table, const std::string& title, const std::string& set) {
    double largest = 0;
    for (std::size_t row = 0; row < table.rows(); ++row)
        if (columnOf(table, "OOD set").words[row] == set)
            largest = std::max(largest, columnOf(table, title).numbers[row]);
    return largest;
}

/// One line a score, for each set; what else is known of them is in the files and in JSON.
void sayScores(const ResultTable& table, const std::string& in, const Console& console) {
    const auto number = [&](const char* title, std::size_t row) {
        return columnOf(table, title).numbers[row];
    };
    const auto word = [&](const char* title, std::size_t row) { return columnOf(table, title).words[row]; };
    const bool seeds = std::any_of(table.columns.begin(), table.columns.end(),
                                   [](const ResultColumn& column) { return column.title == "seeds"; });
    std::string set;
    std::vector<std::vector<std::string>> rows;
    const auto flush = [&] {
        if (rows.size() > 1) console.say(tableText(rows));
        rows = {{"score", "AUROC", "FPR95", "knows", "ms/image", "what"}};
        if (seeds) rows[0].insert(rows[0].begin() + 2, "over seeds");
    };
    flush();
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (word("OOD set", row) != set) {
            flush();
            set = word("OOD set", row);
            console.say("");
            console.say(fmt::format("{}, n = {:.0f}, against {}, n = {:.0f}", set, most(table, "n OOD", set),
                                    in, most(table, "n in", set)));
        }
        const Interval area{number("AUROC", row), number("AUROC, low", row), number("AUROC, high", row)};
        rows.push_back({word("score", row), intervalText(area), fmt::format("{:.3f}", number(kFpr, row)),
                        word("knows", row), fmt::format("{:.2g}", number("time", row)), word("title", row)});
        if (seeds)
            rows.back().insert(rows.back().begin() + 2,
                               number("seeds", row) < 2
                                   ? "one seed"
                                   : fmt::format("{:.3f} ± {:.3f}", number("AUROC, mean over seeds", row),
                                                 number("AUROC, deviation over seeds", row)));
    }
    flush();
}

void sayOthers(const ResultTable& table, const Console& console) {
    std::vector<std::vector<std::string>> rows;
    if (table.id == "claims") {
        rows.push_back({"score", "OOD set", "theirs", "ours", "what", "evidence"});
        for (std::size_t row = 0; row < table.rows(); ++row)
            rows.push_back({columnOf(table, "score").words[row], columnOf(table, "OOD set").words[row],
                            fmt::format("{:.3f}", columnOf(table, "theirs").numbers[row]),
                            briefNumber(columnOf(table, "ours").numbers[row]),
                            columnOf(table, "what").words[row], columnOf(table, "evidence").words[row]});
    } else if (table.id == "thresholds") {
        const auto share = [&](const char* title, std::size_t row) {
            const auto end = [&](const char* which) {
                return columnOf(table, fmt::format("{}{}", title, which)).numbers[row];
            };
            return std::isnan(end("")) ? "no number" : intervalText({end(""), end(", low"), end(", high")});
        };
        rows.push_back({"score", "OOD set", "threshold", "unit", "false alarms", "detected"});
        for (std::size_t row = 0; row < table.rows(); ++row)
            rows.push_back({columnOf(table, "score").words[row], columnOf(table, "OOD set").words[row],
                            briefNumber(columnOf(table, "threshold").numbers[row]),
                            columnOf(table, "unit").words[row], share("false alarms", row),
                            share("detected", row)});
    } else {
        console.say("");
        for (std::size_t row = 0; row < table.rows(); ++row)
            console.say(fmt::format(
                "No {}{}: {}.", columnOf(table, "of").words[row] == "its threshold" ? "threshold of " : "",
                columnOf(table, "scores").words[row], columnOf(table, "why").words[row]));
        return;
    }
    console.say("");
    console.say(table.title);
    console.say(tableText(rows));
}

ExperimentResult fromStored(const Options& options) {
    return compareStored({.run = options.run,
                          .in = options.in,
                          .out = options.ood,
                          .reference = options.inputs.reference,
                          .scores = options.scores,
                          .bootstraps = options.bootstraps,
                          .falseAlarms = options.falseAlarms})
        .result;
}

ExperimentOrder orderOf(const Options& options) {
    ExperimentOrder order{.id = "detection",
                          .runs = {options.run},
                          .data = {options.in},
                          .firstIsIn = true,
                          .limit = options.limit,
                          .round = options.reading.round,
                          .options = {{"scores", fmt::format("{}", fmt::join(options.scores, ","))},
                                      {"bootstraps", std::int64_t{options.bootstraps}},
                                      {"false_alarms", options.falseAlarms}},
                          .evaluation = options.scoring.options(),
                          .compute = options.compute};
    order.data.insert(order.data.end(), options.ood.begin(), options.ood.end());
    order.runs.insert(order.runs.end(), options.seedRuns.begin(), options.seedRuns.end());
    order.sources = options.inputs.sources();
    return order;
}

int run(const Options& options, Console& console) {
    requireResultOutputs(options.out);
    const auto order = orderOf(options);
    const auto result = options.stored ? fromStored(options) : performExperiment(order, console);
    if (!result) return console.stopped("What was computed by then is kept in the run.");
    const auto refusal = options.stored ? Refusal() : kept(order, *result);
    auto json = toJson(*result);
    json["command"] = "detect";
    console.result(json);
    for (const auto& table : result->tables) {
        if (table.id == "detection") sayScores(table, options.in, console);
        if (table.id == "thresholds" || table.id == "claims" || table.id == "missing")
            sayOthers(table, console);
    }
    console.say("");
    for (const auto& finding : result->findings) console.say(finding);
    if (!options.out.path.empty()) {
        std::vector<std::string> inputs{options.run, options.in};
        inputs.insert(inputs.end(), options.ood.begin(), options.ood.end());
        writeResult(options.out, inputs, *result, console);
    }
    refusal.raise("; the result above is not kept in the run");
    return kOk;
}

CommandBody declare(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    app.add_option("run", options->run, "Run file")->required();
    app.add_option("--in", options->in, "In-distribution set: file, folder, or name")->required();
    app.add_option("--ood", options->ood, "Set that counts as out-of-distribution (repeatable)")
        ->required()
        ->allow_extra_args(false);
    app.add_option("--scores", options->scores, "Ids with commas between; none: all but those that take long")
        ->delimiter(',');
    addNumber(app, "--limit", options->limit, kLimits, "N images spread evenly over each set; 0: all");
    addNumber(app, "--bootstraps", options->bootstraps, {2, 100'000},
              "Resamples that the intervals come from");
    addNumber(app, "--false-alarms", options->falseAlarms, {0, 1},
              "Share of in-distribution images that thresholds may flag");
    auto* seedRuns =
        app.add_option("--seed-run", options->seedRuns,
                       "A run of the same recipe from another seed (repeatable): areas then have "
                       "a spread over seeds beside their interval over images")
            ->allow_extra_args(false);
    app.add_flag("--stored", options->stored,
                 "From what the run file keeps of sets (named as in info), without data or model")
        ->excludes(seedRuns);
    options->out.declare(app, "Write tables and figures as OUT-<name>.csv, .tex, .md, .pdf, .svg and .png");
    options->inputs.declare(app);
    options->reading.declare(app);
    options->scoring.declare(app);
    options->compute.declare(app);
    return [options](Console& console) { return run(*options, console); };
}

}  // namespace

CommandKind kind() {
    return {.name = "detect",
            .help = "Compare detection scores on the same images: what each finds, knows and costs",
            .declare = declare};
}

}  // namespace nescio::commands::detect
