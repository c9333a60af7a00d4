// data: the sets that can be asked for by name; whether this machine has them, and getting those it has not.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/json_values.h"
#include "core/values/number_text.h"
#include "datasets/download/offers.h"
#include "datasets/load.h"

namespace nescio::commands::data {
namespace {

std::string placeOf(const CatalogueEntry& entry) {
    if (entry.synthetic) return "built in";
    if (!entry.impostor.empty()) return "another set lies under its name: " + entry.impostor;
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
            {"impostor", entry.impostor.empty() ? Json(nullptr) : Json(entry.impostor)},
            {"note", entry.note},
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
        "Files are looked for in the folders of $NESCIO_DATA and in the user's data folder (nescio/data); "
        "“data get NAME” downloads them.");
    console.result({{"command", "data list"}, {"sets", std::move(sets)}});
    return kOk;
}

struct GetOptions {
    std::string name;
    std::string mirror;
    bool dryRun = false;
};

/// Licence and size first: they decide whether one wants it.
void sayOffer(const Offer& offer, const Console& console) {
    console.say(fmt::format("{}: {}", offer.title, offer.sizeText()));
    console.say("Licence: " + offer.licence);
    console.say("Source: " + offer.source);
    std::vector<std::vector<std::string>> rows{{"file", "size", "checked by", "from"}};
    for (const auto& [download, found, begun] : offer.files)
        rows.push_back({download.to.filename().string(), bytesText(download.bytes), checksumText(download),
                        !found.empty() ? "here: " + found.string()
                        : begun > 0    ? fmt::format("{}, {} are here", download.url, bytesText(begun))
                                       : download.url});
    console.say(tableText(rows));
}

Json filesJson(const Offer& offer) {
    Json files = Json::array();
    for (const auto& [download, found, begun] : offer.files)
        files.push_back({{"name", download.to.filename().string()},
                         {"url", download.url},
                         {"bytes", download.bytes},
                         {"begun", begun},
                         {"checked_by", checksumText(download)},
                         {"path", found.empty() ? Json(nullptr) : Json(found.string())}});
    return files;
}

int getData(const GetOptions& options, Console& console) {
    const auto offer = offerOf(options.name, options.mirror);
    sayOffer(offer, console);
    if (!options.dryRun) {
        ProgressBoard board;
        const bool done =
            console.watch(board, [&] { return get(offer, {.stop = console.stopToken(), .board = &board}); });
        if (!done) {
            console.say("Stopped; what has come is kept, and the same command goes on from there.");
            return kCancelled;
        }
        console.say("Kept in " + offer.folder.string());
    }
    const auto now = offerOf(options.name, options.mirror);
    console.result({{"command", "data get"},
                    {"name", now.id},
                    {"title", now.title},
                    {"licence", now.licence},
                    {"source", now.source},
                    {"folder", now.folder.string()},
                    {"files", filesJson(now)}});
    return kOk;
}

CommandBody declare(CLI::App& app) {
    auto* listed = app.add_subcommand("list", "List them")->fallthrough();
    auto* got = app.add_subcommand("get", "Download one: official files, checked")->fallthrough();
    auto options = std::make_shared<GetOptions>();
    got->add_option("name", options->name, "A family (mnist) or one of its sets (mnist/t10k)")->required();
    got->add_option("--mirror", options->mirror,
                    "Take files from URL/FAMILY/FILE instead of their makers (also: $NESCIO_MIRROR)");
    got->add_flag("--dry-run", options->dryRun, "Say licence, sizes and addresses only");
    app.require_subcommand(1);
    return [listed, options](Console& console) {
        return listed->parsed() ? list(console) : getData(*options, console);
    };
}

}  // namespace

CommandKind kind() {
    return {
        .name = "data", .help = "The data sets that have a name: list them, get them", .declare = declare};
}

}  // namespace nescio::commands::data
