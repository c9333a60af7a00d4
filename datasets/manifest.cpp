#include "datasets/manifest.h"

#include <algorithm>
#include <cctype>

#include <nlohmann/json.hpp>

namespace nescio {
namespace {

using Json = nlohmann::json;

ManifestDownload parseDownload(const Json& json) {
    return {.name = json.at("name"),
            .url = json.value("url", ""),
            .bytes = json.value("bytes", std::int64_t{0}),
            .sha256 = json.value("sha256", ""),
            .md5 = json.value("md5", "")};
}

ManifestFile parseFile(const Json& json) {
    return {.name = json.at("name"),
            .labels = json.value("labels", ""),
            .archive = json.value("archive", ""),
            .folder = json.value("folder", "")};
}

/// `classes` of a set names a list of the family's "class_lists".
ManifestSet parseSet(const Json& json, const Json& family, const std::vector<std::string>& classes) {
    ManifestSet set{.id = json.at("id"),
                    .title = json.at("title"),
                    .count = json.at("count"),
                    .classes = classes,
                    .fingerprint = json.value("fingerprint", ""),
                    .files = {}};
    if (json.contains("classes"))
        set.classes = family.at("class_lists").at(json.at("classes")).get<std::vector<std::string>>();
    for (const auto& file : json.at("files")) set.files.push_back(parseFile(file));
    return set;
}

// A manifest that does not parse is a mistake in this repository; the catalogue test reads every one.
Manifest parse(const std::string& text) {
    const Json json = Json::parse(text);
    const auto shape = json.at("shape").get<std::vector<int>>();
    Manifest manifest{.family = json.at("family"),
                      .title = json.at("title"),
                      .folders = json.at("folders"),
                      .shape = {shape.at(0), shape.at(1), shape.at(2)},
                      .classes = json.value("classes", std::vector<std::string>{}),
                      .coarseClasses = json.value("coarse_classes", std::vector<std::string>{}),
                      .note = json.value("note", ""),
                      .licence = json.at("licence"),
                      .source = json.at("source"),
                      .downloads = {},
                      .sets = {}};
    for (const auto& download : json.at("downloads")) manifest.downloads.push_back(parseDownload(download));
    for (const auto& set : json.at("sets")) manifest.sets.push_back(parseSet(set, json, manifest.classes));
    return manifest;
}

std::string bare(const std::string& folder) {
    std::string out;
    for (const char c : folder)
        if (c != '-' && c != '_' && c != ' ')
            out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return out;
}

}  // namespace

const std::vector<Manifest>& manifests() {
    static const std::vector<Manifest> all = [] {
        std::vector<Manifest> parsed;
        for (const auto& text : manifestTexts()) parsed.push_back(parse(text));
        return parsed;
    }();
    return all;
}

CataloguedSet cataloguedSet(const std::string& id) {
    for (const auto& manifest : manifests())
        for (const auto& set : manifest.sets)
            if (set.id == id) return {&manifest, &set};
    return {};
}

const Manifest* familyNamed(const std::string& family) {
    for (const auto& manifest : manifests())
        if (manifest.family == family) return &manifest;
    return nullptr;
}

std::vector<std::string> classNamesOf(const std::string& family) {
    const Manifest* manifest = familyNamed(family);
    return manifest ? manifest->classes : std::vector<std::string>{};
}

const Manifest* familyOfFolder(const std::string& folder) {
    for (const auto& manifest : manifests())
        for (const auto& name : manifest.folders)
            if (bare(name) == bare(folder)) return &manifest;
    return nullptr;
}

}  // namespace nescio
