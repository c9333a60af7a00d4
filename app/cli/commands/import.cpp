// import: one number an image from another program, looked at with suspicion and kept with a run.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <CLI/CLI.hpp>

#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/json_values.h"
#include "app/cli/output_check.h"
#include "core/scores/audit.h"
#include "core/scores/named_columns.h"
#include "core/store/run_file.h"
#include "core/values/failure.h"
#include "core/values/mean.h"
#include "core/values/number_text.h"
#include "datasets/columns/read_columns.h"

namespace nescio::commands::import {
namespace {

struct Options {
    std::string run, file, set, name, unit, direction, knows;
    std::vector<std::string> columns;
};

TermTable scoredSet(const Options& options) {
    const auto run = readRunSummary(options.run);
    if (const auto* newest = newestTerms(run, options.set))
        return readTermTable(options.run, options.set, newest->key);
    const auto known = evaluatedSets(run);
    throw OptionError(fmt::format(
        "--set: expected one of the scored sets ({}), found “{}”; score it first",
        known.empty() ? "there are none yet" : fmt::format("{}", fmt::join(known, ", ")), options.set));
}

std::string nameFor(const Options& options) {
    auto name =
        lowerSnake(options.name.empty() ? std::filesystem::path(options.file).stem().string() : options.name);
    if (name.empty())
        throw OptionError("--name: expected letters or digits, found none in the file's name either");
    return name;
}

/// Those asked for, in the file's order; all where none was.
void chooseColumns(ColumnTable& table, const std::vector<std::string>& names) {
    if (names.empty()) return;
    std::vector<std::string> known;
    for (const auto& column : table.columns) known.push_back(column.name);
    for (const auto& name : names)
        if (std::find(known.begin(), known.end(), lowerSnake(name)) == known.end())
            throw OptionError(
                fmt::format("--column: expected one of {}, found “{}”", fmt::join(known, ", "), name));
    std::erase_if(table.columns, [&](const MeasuredColumn& column) {
        return std::none_of(names.begin(), names.end(),
                            [&](const auto& name) { return lowerSnake(name) == column.name; });
    });
}

std::optional<ScoreDirection> directionOf(const Options& options) {
    if (options.direction.empty()) return std::nullopt;
    return options.direction == "higher" ? ScoreDirection::Higher : ScoreDirection::Lower;
}

Json toJson(const AuditFinding& finding) {
    return {{"id", finding.id}, {"sentence", finding.sentence}, {"evidence", finding.evidence}};
}

/// What is said of one column, in words and for machines.
struct ColumnReport {
    std::vector<std::string> row;
    Json json;
    std::vector<std::string> sentences;
};

ColumnReport reportOn(const AuditInput& input) {
    const auto& measurement = input.imported.measurement;
    const auto& column = measurement.columns[input.column];
    const auto name = nameInFormulas(measurement, input.column);
    const auto finite = finiteOf(column.values);
    ColumnReport report{.row = {name, column.unit, countText(static_cast<std::int64_t>(finite.size())),
                                meanText(meanOf(finite))},
                        .json = {{"name", name},
                                 {"unit", column.unit},
                                 {"n", column.values.size()},
                                 {"finite", finite.size()},
                                 {"mean", meanOf(finite).value},
                                 {"findings", Json::array()}}};
    for (const auto& finding : audited(input)) {
        report.json["findings"].push_back(toJson(finding));
        report.sentences.push_back(fmt::format("{}: {}", name, finding.sentence));
    }
    return report;
}

std::vector<Composition> scoresOfColumns(const Options& options, const Measurement& measurement,
                                         const std::string& source) {
    std::vector<Composition> scores;
    const auto direction = directionOf(options);
    for (std::size_t c = 0; direction && c < measurement.columns.size(); ++c)
        scores.push_back(importedScore(measurement, c, *direction, source));
    return scores;
}

/// A score is one for all sets: what is said of it last holds for those imported before.
void sayScores(const std::vector<Composition>& scores, const std::vector<Composition>& former,
               const Console& console) {
    for (const auto& score : scores) {
        const auto was = std::find_if(former.begin(), former.end(),
                                      [&](const auto& known) { return known.id == score.id; });
        const bool changed = was != former.end() && was->formula != score.formula;
        console.say(fmt::format("score {}: {}{}", score.id, score.formula,
                                changed ? fmt::format(", no longer {}, for all sets", was->formula) : ""));
    }
}

int run(const Options& options, Console& console) {
    requireKeeping(options.run);
    const auto images = scoredSet(options);
    auto table = readColumns(options.file, options.set);
    chooseColumns(table, options.columns);
    const auto imported =
        importedColumns(table, images, nameFor(options), options.unit,
                        options.knows.empty() ? Knowledge::Nothing : knowledgeFromId(options.knows));
    const auto others = readMeasurements(options.run);
    const auto former = readCompositions(options.run);
    const auto scores = scoresOfColumns(options, imported.measurement, table.source);
    updateRunFile(options.run, {.measurements = {imported.measurement}, .compositions = scores});
    Json json = {{"command", "import"},
                 {"run", options.run},
                 {"file", options.file},
                 {"set", options.set},
                 {"measure", imported.measurement.measure},
                 {"rows", table.rows},
                 {"matched_by", imported.byIndex ? "index" : "order"},
                 {"left_out", imported.leftOut},
                 {"missing", imported.missing},
                 {"knows", toId(imported.measurement.knows)},
                 {"remarks", table.remarks},
                 {"columns", Json::array()},
                 {"scores", Json::array()}};
    for (const auto& score : scores) json["scores"].push_back(toJson(score));
    std::vector<std::vector<std::string>> rows{{"name in formulas", "unit", "n", "mean ± s.e."}};
    std::vector<std::string> sentences;
    for (std::size_t c = 0; c < imported.measurement.columns.size(); ++c) {
        const auto report = reportOn({.imported = imported,
                                      .column = c,
                                      .images = images,
                                      .others = others,
                                      .direction = directionOf(options)});
        rows.push_back(report.row);
        json["columns"].push_back(report.json);
        sentences.insert(sentences.end(), report.sentences.begin(), report.sentences.end());
    }
    console.result(json);
    console.say(fmt::format("{} of “{}”: {} rows matched by {}", imported.measurement.measure,
                            images.setTitle, countText(table.rows),
                            imported.byIndex ? "their index" : "their order"));
    console.say(tableText(rows));
    for (const auto& sentence : sentences) console.say("looks wrong: " + sentence);
    for (const auto& remark : table.remarks) console.say("note: " + remark);
    sayScores(scores, former, console);
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
