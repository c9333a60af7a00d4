// info: what a run file holds, without loading its weights.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/json_values.h"
#include "core/scores/named_columns.h"
#include "core/store/run_file.h"
#include "core/values/number_text.h"

namespace nescio::commands::info {
namespace {

std::string optionsText(const OptionValues& values) {
    std::vector<std::string> parts;
    for (const auto& [id, value] : values) parts.push_back(id + "=" + toText(value));
    return fmt::format("{}", fmt::join(parts, " "));
}

/// What the file keeps beside settings and weights.
struct Kept {
    std::vector<TermTable> tables;
    std::vector<Measurement> measurements;
    std::vector<Composition> compositions;
};

Json measuredJson(const Measurement& measurement) {
    Json names = Json::array();
    for (std::size_t c = 0; c < measurement.columns.size(); ++c)
        names.push_back({{"name", nameInFormulas(measurement, c)}, {"unit", measurement.columns[c].unit}});
    return {{"measure", measurement.measure},
            {"set", measurement.setId},
            {"kind", toId(measurement.kind)},
            {"knows", toId(measurement.knows)},
            {"columns", names}};
}

Json infoJson(const RunSummary& run, const Kept& kept) {
    Json json = {{"command", "info"}};
    json.update(outcomeJson(run));
    json["model_options"] = toJson(run.spec.modelOptions);
    json["train_options"] = toJson(run.spec.trainOptions);
    json["scored_sets"] = Json::array();
    for (const auto& table : kept.tables) json["scored_sets"].push_back(toJson(table));
    json["measured"] = Json::array();
    for (const auto& one : kept.measurements) json["measured"].push_back(measuredJson(one));
    json["compositions"] = Json::array();
    for (const auto& composition : kept.compositions) json["compositions"].push_back(toJson(composition));
    json["provenance"] = run.provenance;
    return json;
}

void sayKept(const Kept& kept, const Console& console) {
    std::vector<std::vector<std::string>> measured{{"measured", "of set", "unit"}};
    for (const auto& one : kept.measurements)
        for (std::size_t c = 0; c < one.columns.size(); ++c)
            measured.push_back({nameInFormulas(one, c), one.setId, one.columns[c].unit});
    if (measured.size() > 1) console.say(tableText(measured));
    std::vector<std::vector<std::string>> composed{{"score", "formula", "unit", "was told"}};
    for (const auto& one : kept.compositions)
        composed.push_back({one.id, one.formula, one.unit, toText(one.knows)});
    if (composed.size() > 1) console.say(tableText(composed));
}

void sayInfo(const RunSummary& run, const Kept& kept, const Console& console) {
    console.say(run.title);
    console.say(fmt::format("{}: step {} of {}, {} parameters, images of {}", toId(run.state), run.step,
                            run.totalSteps, run.parameters, toText(run.shape)));
    console.say(fmt::format("trained on {}, n = {}{}", run.trainSetTitle,
                            countText(run.trainCount, run.trainAvailable),
                            run.synthetic ? " (synthetic)" : ""));
    if (run.spec.members > 1) console.say(membersText(run.spec));
    if (!run.spec.companionOf.empty()) console.say("companion of " + run.spec.companionOf);
    console.say("model: " + optionsText(run.spec.modelOptions));
    console.say("training: " + optionsText(run.spec.trainOptions));
    if (!run.history.empty())
        console.say(fmt::format("last: {:.3f} bits/dim on training batches", run.history.back().total));
    std::vector<std::vector<std::string>> rows{
        {"scored set", "n of N", "bits/dim ± s.e.", "kind", "weights"}};
    for (const auto& table : kept.tables) {
        rows.push_back(
            {table.setId, countText(static_cast<std::int64_t>(table.rows()), table.available),
             meanText(meanOf(finiteOf(table.bitsPerDims()))), table.words(),
             isCurrent(run, table.key.weights) ? "of this run" : ageWords(run, table.key.weights)});
    }
    console.say(kept.tables.empty() ? "no set has been scored yet" : tableText(rows));
    sayKept(kept, console);
    for (const auto& [key, value] : run.provenance) console.say(fmt::format("{}: {}", key, value));
}

int run(const std::string& path, Console& console) {
    const RunSummary summary = readRunSummary(path);
    Kept kept{.tables = {}, .measurements = readMeasurements(path), .compositions = readCompositions(path)};
    for (const auto& terms : summary.terms)
        kept.tables.push_back(readTermTable(path, terms.setId, terms.key));
    console.result(infoJson(summary, kept));
    sayInfo(summary, kept, console);
    return kOk;
}

CommandBody declare(CLI::App& app) {
    const auto path = std::make_shared<std::string>();
    app.add_option("run", *path, "Run file")->required();
    return [path](Console& console) { return run(*path, console); };
}

}  // namespace

CommandKind kind() {
    return {.name = "info", .help = "Tell what a run file holds", .declare = declare};
}

}  // namespace nescio::commands::info
