#include "datasets/manifest.h"

#include <algorithm>
#include <cctype>

#include <nlohmann/json.hpp>

namespace nescio {
namespace {

using Json = nlohmann::json;

ManifestSet parseSet(const Json& json) {
    ManifestSet set{json.at("id"), json.at("title"), json.at("count"), {}};
    for (const auto& file : json.at("files"))
        set.files.push_back({file.at("name"), file.value("sha256", "")});
    for (const auto& names : json.value("alternatives", Json::array())) {
        auto& files = set.alternatives.emplace_back();
        for (const auto& name : names) files.push_back({name, ""});
    }
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
                      .classes = json.at("classes"),
                      .licence = json.at("licence"),
                      .source = json.at("source"),
                      .sets = {}};
    for (const auto& set : json.at("sets")) manifest.sets.push_back(parseSet(set));
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

std::vector<std::string> classNamesOf(const std::string& family) {
    for (const auto& manifest : manifests())
        if (manifest.family == family) return manifest.classes;
    return {};
}

const Manifest* familyOfFolder(const std::string& folder) {
    for (const auto& manifest : manifests())
        for (const auto& name : manifest.folders)
            if (bare(name) == bare(folder)) return &manifest;
    return nullptr;
}

}  // namespace nescio
