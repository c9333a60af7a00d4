#include "datasets/sources.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <sstream>

#include <fmt/format.h>

namespace nescio {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> dataRoots() {
    std::vector<fs::path> roots;
    if (const char* list = std::getenv("NESCIO_DATA")) {
        std::istringstream parts(list);
        for (std::string part; std::getline(parts, part, ':');)
            if (!part.empty()) roots.emplace_back(part);
    }
    if (const char* data = std::getenv("XDG_DATA_HOME"); data && *data)
        roots.push_back(fs::path(data) / "nescio/data");
    else if (const char* home = std::getenv("HOME"); home && *home)
        roots.push_back(fs::path(home) / ".local/share/nescio/data");
    return roots;
}

/// The folders of a root that may hold files of the family.
std::vector<fs::path> foldersOf(const fs::path& root, const Manifest& family) {
    std::vector<fs::path> folders;
    const auto consider = [&](const fs::path& folder) {
        if (familyOfFolder(folder.filename().string()) != &family) return;
        folders.push_back(folder);
        folders.push_back(folder / "raw");  // torchvision keeps the files one deeper
    };
    std::error_code error;
    const auto full = fs::absolute(root, error).lexically_normal();
    consider(full.has_filename() ? full : full.parent_path());
    for (fs::directory_iterator it(root, error), end; !error && it != end; it.increment(error))
        if (std::error_code ignored; it->is_directory(ignored)) consider(it->path());
    std::sort(folders.begin(), folders.end());
    return folders;
}

/// Folders of a set are named without an ending ("notMNIST_small"), files with one ("train.bin", "….gz").
bool isThere(const fs::path& path, bool folder) {
    std::error_code error;
    return folder ? fs::is_directory(path, error) : fs::is_regular_file(path, error);
}

std::optional<fs::path> fileIn(const fs::path& folder, const ManifestFile& file) {
    const bool packed = file.name.ends_with(".gz");
    const std::string other = packed ? file.name.substr(0, file.name.size() - 3) : file.name + ".gz";
    for (const auto& place : {folder, folder / file.folder})  // or unpacked where the archive lies
        for (const auto& name : {file.name, other})
            if (isThere(place / name, !fs::path(file.name).has_extension())) return place / name;
    return std::nullopt;
}

std::vector<fs::path> filesIn(const fs::path& folder, const ManifestSet& set) {
    std::vector<fs::path> files;
    for (const auto& file : set.files)
        if (const auto found = fileIn(folder, file)) files.push_back(*found);
    return files.size() == set.files.size() ? files : std::vector<fs::path>{};
}

}  // namespace

std::vector<fs::path> findFiles(const Manifest& family, const ManifestSet& set) {
    for (const auto& root : dataRoots())
        for (const auto& folder : foldersOf(root, family))
            if (auto files = filesIn(folder, set); !files.empty()) return files;
    return {};
}

std::string searchedText() {
    std::vector<std::string> texts;
    for (const auto& root : dataRoots()) texts.push_back(root.string());
    return texts.empty()
               ? "no folder ($NESCIO_DATA is not set)"
               : fmt::format("{} ($NESCIO_DATA and the user's data folder)", fmt::join(texts, ", "));
}

}  // namespace nescio
