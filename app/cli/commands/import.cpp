// import: one number an image from another program, looked at with suspicion and kept with a run.
#include <algorithm>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/json_values.h"
#include "app/cli/output_check.h"
#include "core/analysis/import_columns.h"
#include "core/scores/named_columns.h"
#include "core/values/mean.h"
#include "core/values/number_text.h"

namespace nescio::commands::import {
namespace {

struct Options {
    std::string run, file, set, name, unit, direction, knows;
    std::vector<std::string> columns;
    bool force = false;
};

std::optional<ScoreDirection> directionOf(const Options& options) {
    if (options.direction.empty()) return std::nullopt;
    return options.direction == "higher" ? ScoreDirection::Higher : ScoreDirection::Lower;
}

Json toJson(const AuditFinding& finding) {
    return {{"id", finding.id}, {"sentence", finding.sentence}, {"evidence", finding.evidence}};
}

ImportOrder orderOf(const Options& options) {
    return {.run = options.run,
            .file = options.file,
            .set = options.set,
            .name = options.name,
            .columns = options.columns,
            .unit = options.unit,
            .direction = directionOf(options),
            .knows = options.knows.empty() ? Knowledge::Nothing : knowledgeFromId(options.knows),
            .replace = options.force};
}

/// What is said of one column, in words and for machines.
struct ColumnReport {
    std::vector<std::string> row;
    Json json;
    std::vector<std::string> sentences;
};

ColumnReport reportOn(const Measurement& measurement, std::size_t c,
                      const std::vector<AuditFinding>& findings) {
    const auto& column = measurement.columns[c];
    const auto name = nameInFormulas(measurement, c);
    const auto finite = finiteOf(column.values);
    ColumnReport report{.row = {name, column.unit, countText(static_cast<std::int64_t>(finite.size())),
                                meanText(meanOf(finite))},
                        .json = {{"name", name},
                                 {"unit", column.unit},
                                 {"n", column.values.size()},
                                 {"finite", finite.size()},
                                 {"mean", meanOf(finite).value},
                                 {"findings", Json::array()}}};
    for (const auto& finding : findings) {
        report.json["findings"].push_back(toJson(finding));
        report.sentences.push_back(fmt::format("{}: {}", name, finding.sentence));
    }
    return report;
}

/// A score is one for all sets: what is said of it last holds for those imported before.
void sayScores(const ImportReport& report, const Console& console) {
    for (const auto& score : report.scores) {
        const auto was = std::find_if(report.former.begin(), report.former.end(),
                                      [&](const auto& known) { return known.id == score.id; });
        const bool changed = was != report.former.end() && was->formula != score.formula;
        console.say(fmt::format("score {}: {}{}", score.id, score.formula,
                                changed ? fmt::format(", no longer {}, for all sets", was->formula) : ""));
    }
}

int run(const Options& options, Console& console) {
    requireKeeping(options.run);
    const auto report = importColumns(orderOf(options));
    const auto& [measurement, byIndex, leftOut, missing] = report.imported;
    Json json = {{"command", "import"},
                 {"run", options.run},
                 {"file", options.file},
                 {"set", options.set},
                 {"measure", measurement.measure},
                 {"rows", report.rows},
                 {"matched_by", byIndex ? "index" : "order"},
                 {"left_out", leftOut},
                 {"missing", missing},
                 {"knows", toId(measurement.knows)},
                 {"remarks", report.remarks},
                 {"columns", Json::array()},
                 {"scores", Json::array()}};
    for (const auto& score : report.scores) json["scores"].push_back(toJson(score));
    std::vector<std::vector<std::string>> rows{{"name in formulas", "unit", "n", "mean ± s.e."}};
    std::vector<std::string> sentences;
    for (std::size_t c = 0; c < measurement.columns.size(); ++c) {
        const auto column = reportOn(measurement, c, report.findings[c]);
        rows.push_back(column.row);
        json["columns"].push_back(column.json);
        sentences.insert(sentences.end(), column.sentences.begin(), column.sentences.end());
    }
    console.result(json);
    console.say(fmt::format("{} of “{}”: {} rows matched by {}", measurement.measure, report.images.setTitle,
                            countText(report.rows), byIndex ? "their index" : "their order"));
    console.say(tableText(rows));
    for (const auto& sentence : sentences) console.say("looks wrong: " + sentence);
    for (const auto& remark : report.remarks) console.say("note: " + remark);
    sayScores(report, console);
    return kOk;
}

CommandBody declare(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    app.add_option("run", options->run, "Run file")->required();
    app.add_option(
           "file", options->file,
           "Table with names in its first line, .npz or .npy: one number an image in each column. A column "
           "“index” says which image of the set a row is of (from 0); without it rows are in the set's order")
        ->required();
    app.add_option("--set", options->set, "Scored set that the images are of")->required();
    app.add_option("--name", options->name, "The columns become imported_NAME; the file's name unless given");
    app.add_option("--column", options->columns, "Only this column (repeatable)")->allow_extra_args(false);
    app.add_option("--unit", options->unit,
                   "nats, bits, bits/dim, bytes …; a heading “loss [nats]” says it too");
    auto* direction =
        app.add_option("--direction", options->direction,
                       "Keep the columns as scores: which values speak for out-of-distribution images")
            ->check(CLI::IsMember({"higher", "lower"}));
    auto* knows = app.add_option(
        "--knows", options->knows,
        "What made the values was told, beside the images: nothing, training_statistics, second_model "
        "or ood_labels; needed with --direction, since nobody else can tell");
    app.add_flag("--force", options->force, "Replace other numbers that were imported under this name");
    direction->needs(knows);
    return [options](Console& console) { return run(*options, console); };
}

}  // namespace

CommandKind kind() {
    return {.name = "import",
            .help = "Bring one number an image from another program, audit it and keep it",
            .declare = declare};
}

}  // namespace nescio::commands::import
