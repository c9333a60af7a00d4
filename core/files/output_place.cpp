#include "core/files/output_place.h"

#include <sys/stat.h>

#include <algorithm>
#include <system_error>

#include <fmt/format.h>

#include "core/files/fresh_file.h"

namespace nescio {
namespace {

namespace fs = std::filesystem;

/// What has the name and is no file; empty: a file, or nothing.
std::string otherThanFile(const fs::path& path) {
    struct stat found {};
    if (::stat(path.c_str(), &found) != 0 || S_ISREG(found.st_mode)) return {};
    if (S_ISDIR(found.st_mode)) return "a folder";
    return S_ISFIFO(found.st_mode) ? "a pipe" : "a device";
}

/// Without links on the way, also of what is not there yet.
fs::path withoutLinks(const fs::path& path) {
    std::error_code error;
    const auto full = fs::weakly_canonical(followLinks(path), error);
    return error ? path : full;
}

}  // namespace

std::string placeProblem(const fs::path& path) {
    if (path.empty() || !path.has_filename()) return "expected the name of a file, found none";
    const auto file = followLinks(path);
    if (const auto other = otherThanFile(path); !other.empty())
        return fmt::format("expected a file or nothing, found {}; choose another name", other);
    std::error_code error;
    const auto folder = folderOf(file);
    if (!fs::is_directory(folder, error))
        return fmt::format("expected a folder to write into, found none at “{}”; make it first",
                           folder.string());
    try {
        const FolderLock lock(file, FolderLock::Wait::Never);
        const FreshFile trial(file, lock);
    } catch (const std::system_error& refusal) {
        return fmt::format(
            "expected a folder that takes new files, found that “{}” does not: {}; choose a place "
            "that you may write to",
            folder.string(), refusal.code().message());
    }
    return {};
}

bool sameFile(const fs::path& one, const fs::path& other) {
    std::error_code error;
    if (fs::equivalent(one, other, error) && !error) return true;
    return withoutLinks(one) == withoutLinks(other);
}

bool isPartOf(const fs::path& file, const fs::path& place) {
    std::error_code error;
    if (!fs::exists(file, error)) return false;
    if (sameFile(file, place)) return true;
    if (!fs::is_directory(place, error)) return false;
    const auto whole = withoutLinks(place), part = withoutLinks(file);
    return std::mismatch(whole.begin(), whole.end(), part.begin(), part.end()).first == whole.end();
}

}  // namespace nescio
