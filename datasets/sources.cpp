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

std::optional<fs::path> fileIn(const fs::path& folder, const std::string& name) {
    const bool packed = name.ends_with(".gz");
    const std::string other = packed ? name.substr(0, name.size() - 3) : name + ".gz";
    std::error_code error;
    for (const auto& candidate : {folder / name, folder / other})
        if (fs::is_regular_file(candidate, error)) return candidate;
    return std::nullopt;
}

/// All of these, or none.
std::vector<fs::path> allIn(const fs::path& folder, const std::vector<ManifestFile>& wanted) {
    std::vector<fs::path> files;
    for (const auto& file : wanted)
        if (const auto found = fileIn(folder, file.name)) files.push_back(*found);
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

std::string searchedText() {
    std::vector<std::string> texts;
    for (const auto& root : dataRoots()) texts.push_back(root.string());
    return texts.empty()
               ? "no folder ($NESCIO_DATA is not set)"
               : fmt::format("{} ($NESCIO_DATA and the user's data folder)", fmt::join(texts, ", "));
}

}  // namespace nescio
