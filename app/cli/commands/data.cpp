// data: the sets that can be asked for by name, and whether this machine has them; and any set saved as
// files.
#include <CLI/CLI.hpp>

#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/data_save.h"
#include "app/cli/exit_code.h"
#include "app/cli/json_values.h"
#include "datasets/load.h"

namespace nescio::commands::data {
namespace {

std::string placeOf(const CatalogueEntry& entry) {
    if (entry.synthetic) return "built in";
    return entry.path ? entry.path->string() : "not on this machine";
}

Json toJson(const CatalogueEntry& entry) {
    return {{"id", entry.id},
            {"title", entry.title},
            {"shape", nescio::toJson(entry.shape)},
            {"count", entry.count},
            {"synthetic", entry.synthetic},
            {"available", entry.synthetic || entry.path},
            {"path", entry.path ? Json(entry.path->string()) : Json(nullptr)},
            {"licence", entry.licence},
            {"source", entry.source}};
}

int list(Console& console) {
    std::vector<std::vector<std::string>> rows{{"name", "shape", "images", "where"}};
    Json sets = Json::array();
    for (const auto& entry : catalogue()) {
        rows.push_back({entry.id, toText(entry.shape), countText(entry.count, entry.count), placeOf(entry)});
        sets.push_back(toJson(entry));
    }
    console.say(tableText(rows));
    console.say(
        "Files are looked for in the folders of $NESCIO_DATA and in the user's data folder (nescio/data).");
    console.result({{"command", "data list"}, {"sets", std::move(sets)}});
    return kOk;
}

CommandBody declare(CLI::App& app) {
    app.add_subcommand("list", "List them")->fallthrough();
    auto* saved =
        app.add_subcommand("save", "Write a set's images to files of other programs")->fallthrough();
    const auto save = declareDataSave(*saved);
    app.require_subcommand(1);
    return [saved, save](Console& console) { return saved->parsed() ? save(console) : list(console); };
}

}  // namespace

CommandKind kind() {
    return {.name = "data",
            .help = "The data sets that have a name, and sets saved as files",
            .declare = declare};
}

}  // namespace nescio::commands::data
