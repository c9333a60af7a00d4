// experiment: repeats an experiment of the paper on any runs and data sets, keeps the result in the first
// run's file and writes its tables.
#include <algorithm>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/experiment_output.h"
#include "app/cli/experiment_session.h"
#include "app/cli/number_option.h"
#include "app/cli/output_check.h"
#include "app/cli/score_inputs.h"
#include "core/analysis/experiment.h"
#include "core/values/failure.h"

namespace nescio::commands::experiment {
namespace {

struct Options {
    std::string name;
    std::vector<std::string> runs, data, settings;
    std::int64_t limit = 0;
    OutputSettings out;
    std::string score = "likelihood";
    ScoreInputs inputs;
    DataSettings reading;
    ScoreSettings scoring;
    ComputeSettings compute;
};

OptionValues readSettings(const ExperimentKind& kind, const std::vector<std::string>& settings) {
    OptionValues values;
    for (const auto& setting : settings) {
        const auto mark = setting.find('=');
        const auto id = setting.substr(0, mark);
        const auto field = std::find_if(kind.options.begin(), kind.options.end(),
                                        [&](const auto& one) { return one.id == id; });
        if (mark == std::string::npos || field == kind.options.end())
            throw OptionError(
                fmt::format("--set: expected NAME=VALUE with an option of {}, found “{}”", kind.id, setting));
        values[id] = parseOption(*field, setting.substr(mark + 1));
    }
    return completed(kind.options, values);
}

void sayTable(const ResultTable& table, const Console& console) {
    constexpr std::size_t kMostRows = 40;  // the table of 3,072 dimensions is for files
    console.say("");
    console.say(table.title);
    if (table.rows() > kMostRows) return console.say(fmt::format("({} rows: see --out)", table.rows()));
    std::vector<std::vector<std::string>> rows(table.rows() + 1);
    for (const auto& column : table.columns) {
        rows[0].push_back(column.title);
        for (std::size_t row = 0; row < table.rows(); ++row)
            rows[row + 1].push_back(column.numbers.empty() ? column.words[row]
                                                           : briefNumber(column.numbers[row]));
    }
    console.say(tableText(rows));
}

void sayKinds(Console& console) {
    std::vector<std::vector<std::string>> rows{{"experiment", "what"}};
    Json list = Json::array();
    for (const auto& kind : experimentKinds()) {
        rows.push_back({kind.id, kind.what + "  [" + kind.source + "]"});
        list.push_back(
            {{"id", kind.id}, {"title", kind.title}, {"source", kind.source}, {"what", kind.what}});
    }
    for (const auto& row : rows) console.say(fmt::format("{:<14}{}", row[0], row[1]));
    console.result({{"command", "experiment"}, {"experiments", std::move(list)}});
}

int run(const Options& options, Console& console) {
    if (options.name == "list") {
        sayKinds(console);
        return kOk;
    }
    const auto& kind = experimentKind(options.name);
    requireResultOutputs(options.out);
    ExperimentOrder order{.id = kind.id,
                          .runs = options.runs,
                          .data = options.data,
                          .limit = options.limit,
                          .round = options.reading.round,
                          .options = readSettings(kind, options.settings),
                          .evaluation = options.scoring.options(),
                          .compute = options.compute};
    order.score = options.score;
    order.sources = options.inputs.sources();
    const auto result = performExperiment(order, console);
    if (!result) return console.stopped("No result was kept; what was computed of whole sets is in the run.");
    const auto refusal = kept(order, *result);
    console.say(result->title + "  [" + result->source + "]");
    for (const auto& finding : result->findings) console.say("  " + finding);
    for (const auto& table : result->tables) sayTable(table, console);
    if (!options.out.path.empty()) {
        auto inputs = options.runs;
        inputs.insert(inputs.end(), options.data.begin(), options.data.end());
        writeResult(options.out, inputs, *result, console);
    }
    console.result(toJson(*result));
    refusal.raise("; the result above is not kept in the run");
    return kOk;
}

CommandBody declare(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    app.add_option("name", options->name, "Which experiment; “list” lists them")->required();
    app.add_option("--run", options->runs, "Run file (repeatable); the first one keeps the result")
        ->allow_extra_args(false);
    app.add_option("--data", options->data,
                   "File, folder, or name of a set (repeatable); in-distribution is the set of the family "
                   "the run was "
                   "trained on, else the first")
        ->allow_extra_args(false);
    addNumber(app, "--limit", options->limit, kLimits, "Use N images spread evenly over each set; 0: all");
    app.add_option("--set", options->settings,
                   "Option NAME=VALUE of the experiment, e.g. shift=blur (repeatable)")
        ->allow_extra_args(false);
    options->out.declare(
        app,
        "Write every table to OUT-<table>.csv, .tex and .md, every figure to OUT-<figure>.pdf, .svg, .png");
    app.add_option("--score", options->score,
                   "Score that areas and orders are of, where the experiment takes one (detect lists them)")
        ->capture_default_str();
    options->inputs.declare(app);
    options->reading.declare(app);
    options->scoring.declare(app);
    options->compute.declare(app);
    return [options](Console& console) { return run(*options, console); };
}

}  // namespace

CommandKind kind() {
    return {.name = "experiment",
            .help = "Repeat an experiment of the paper and keep its tables",
            .declare = declare};
}

}  // namespace nescio::commands::experiment
