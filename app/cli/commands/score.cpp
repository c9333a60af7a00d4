// score: every term of every image of some data sets, kept in the run file.
#include <map>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/json_values.h"
#include "app/cli/number_option.h"
#include "app/cli/output_check.h"
#include "app/cli/refusal.h"
#include "app/cli/settings.h"
#include "core/store/run_file.h"
#include "core/values/failure.h"
#include "core/values/number_text.h"
#include "datasets/fit.h"
#include "datasets/naming.h"

namespace nescio::commands::score {
namespace {

struct Options {
    std::string run;
    std::vector<std::string> data;
    std::int64_t limit = 0;
    DataSettings reading;
    ScoreSettings scoring;
    ComputeSettings compute;
};

std::optional<TermTable> scoreSet(const FrozenModel& model, ImageSet set, const Options& options,
                                  Console& console) {
    if (set.shape != model.shape()) set = fitToShape(set, model.shape());
    ProgressBoard board;
    auto table = console.watch(
        board, [&] { return model.evaluate(set, options.scoring.options(), console.stopToken(), &board); });
    if (!table) return std::nullopt;
    table->role = roleBeside(set.id, model.run().trainSetId);
    table->setId = ownSetId(readRunSummary(options.run), set.id, table->key.set);
    return table;
}

/// At once, so that Ctrl-C loses only the set in work. What the disk refuses is told at the end, since the
/// numbers can be shown all the same.
void keep(const std::string& run, const TermTable& table, Refusal& refusal) {
    try {
        updateRunFile(run, {.tables = {table}});
    } catch (const RunFileError& error) {
        refusal.remember(error);
    }
}

std::vector<std::string> rowOf(const TermTable& table) {
    const auto all = table.bitsPerDims();
    const auto finite = finiteOf(all);
    std::string note = table.words();
    if (finite.size() < all.size()) note += fmt::format("; {} not finite", all.size() - finite.size());
    for (const auto& change : table.key.fit) note += "; " + change;
    return {table.setTitle + (table.setTitle == table.setId ? "" : "  [" + table.setId + "]"),
            countText(static_cast<std::int64_t>(table.rows()), table.available), meanText(meanOf(finite)),
            note};
}

/// `seen`: fingerprints, and what was asked for by them.
void requireNew(std::map<std::string, std::string>& seen, const ImageSet& set, const std::string& what) {
    if (const auto [first, isNew] = seen.emplace(set.fingerprint, what); !isNew)
        throw OptionError(fmt::format(
            "--data: expected different sets, found the same images in “{}” and “{}”", first->second, what));
}

int run(const Options& options, Console& console) {
    requireKeeping(options.run);
    const auto model = loadModel(options.run, options.compute);
    std::vector<std::vector<std::string>> rows{{"set", "n of N", "bits/dim ± s.e.", "kind"}};
    const int members = model->run().spec.members;
    Json json = {{"command", "score"}, {"run", options.run}, {"members", members}, {"sets", Json::array()}};
    std::map<std::string, std::string> seen;
    bool cancelled = false;
    Refusal refusal;
    for (const auto& what : options.data) {
        auto set = loadData(what, options.limit, console, LimitRule::Even, options.reading.round);
        if (set) requireNew(seen, *set, what);
        const auto table = set ? scoreSet(*model, std::move(*set), options, console) : std::nullopt;
        cancelled = !table;
        if (cancelled) break;
        keep(options.run, *table, refusal);
        rows.push_back(rowOf(*table));
        json["sets"].push_back(toJson(*table));
    }
    if (members > 1) console.say(membersText(model->run().spec));
    console.say(tableText(rows));
    console.result(json);
    refusal.raise("; the numbers above are not kept");
    if (cancelled) console.say("Stopped. The sets above are kept.");
    return cancelled ? kCancelled : kOk;
}

CommandBody declare(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    app.add_option("run", options->run, "Run file")->required();
    app.add_option("--data", options->data, "File, folder, or name of a set (repeatable)")
        ->required()
        ->allow_extra_args(false);
    addNumber(app, "--limit", options->limit, kLimits, "Score N images spread evenly over each set; 0: all");
    options->reading.declare(app);
    options->scoring.declare(app);
    options->compute.declare(app);
    return [options](Console& console) { return run(*options, console); };
}

}  // namespace

CommandKind kind() {
    return {
        .name = "score", .help = "Score data sets and keep every term in the run file", .declare = declare};
}

}  // namespace nescio::commands::score
