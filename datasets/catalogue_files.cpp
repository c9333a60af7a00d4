#include "datasets/catalogue_files.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <sstream>

#include <fmt/format.h>

#include "core/values/failure.h"

namespace nescio {
namespace {

namespace fs = std::filesystem;

std::optional<fs::path> ownFolder() {
    if (const char* data = std::getenv("XDG_DATA_HOME"); data && *data) return fs::path(data) / "nescio/data";
    if (const char* home = std::getenv("HOME"); home && *home)
        return fs::path(home) / ".local/share/nescio/data";
    return std::nullopt;
}

std::vector<fs::path> dataRoots() {
    std::vector<fs::path> roots;
    if (const char* list = std::getenv("NESCIO_DATA")) {
        std::istringstream parts(list);
        for (std::string part; std::getline(parts, part, ':');)
            if (!part.empty()) roots.emplace_back(part);
    }
    if (const auto own = ownFolder()) roots.push_back(*own);
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

/// Folders of a set are named without an ending ("notMNIST_small"), as are some files ("test_batch").
bool isThere(const fs::path& path) {
    std::error_code error;
    return fs::is_regular_file(path, error) || (!path.has_extension() && fs::is_directory(path, error));
}

std::optional<fs::path> fileIn(const fs::path& folder, const ManifestFile& file) {
    const bool packed = file.name.ends_with(".gz");
    const std::string other = packed ? file.name.substr(0, file.name.size() - 3) : file.name + ".gz";
    for (const auto& place : {folder, folder / file.folder})  // or unpacked where the archive lies
        for (const auto& name : {file.name, other})
            if (isThere(place / name)) return place / name;
    return std::nullopt;
}

/// All of these, or none.
std::vector<fs::path> allIn(const fs::path& folder, const std::vector<ManifestFile>& wanted) {
    std::vector<fs::path> files;
    for (const auto& file : wanted)
        if (const auto found = fileIn(folder, file)) files.push_back(*found);
    return files.size() == wanted.size() ? files : std::vector<fs::path>{};
}

}  // namespace

std::vector<fs::path> filesIn(const fs::path& folder, const ManifestSet& set) {
    if (auto files = allIn(folder, set.files); !files.empty()) return files;
    for (const auto& others : set.alternatives)
        if (auto files = allIn(folder, others); !files.empty()) return files;
    return {};
}

std::vector<fs::path> findFiles(const Manifest& family, const ManifestSet& set) {
    for (const auto& root : dataRoots())
        for (const auto& folder : foldersOf(root, family))
            if (auto files = filesIn(folder, set); !files.empty()) return files;
    return {};
}

std::optional<fs::path> findDownload(const Manifest& family, const std::string& name) {
    for (const auto& root : dataRoots())
        for (const auto& folder : foldersOf(root, family))
            if (auto file = fileIn(folder, {.name = name})) return file;
    return std::nullopt;
}

fs::path userDataFolder() {
    if (const auto own = ownFolder()) return *own;
    throw Error("expected a folder for data, found neither $XDG_DATA_HOME nor $HOME");
}

std::string searchedText() {
    std::vector<std::string> texts;
    for (const auto& root : dataRoots()) texts.push_back(root.string());
    return texts.empty()
               ? "no folder ($NESCIO_DATA is not set)"
               : fmt::format("{} ($NESCIO_DATA and the user's data folder)", fmt::join(texts, ", "));
}

}  // namespace nescio
