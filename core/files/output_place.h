// Where a file is to be written: whether it can be, asked before the work and not after it.
#pragma once

#include <filesystem>
#include <string>

namespace nescio {

/// What stands in the way of a file at `path`, as "expected …, found …; what to do": a folder or a device
/// that has the name, a folder that is not there or takes no new files. Empty: nothing. It tries, since
/// rights alone do not tell.
std::string placeProblem(const std::filesystem::path& path);

/// Throws: E, naming the path.
template <class E>
void requirePlace(const std::filesystem::path& path) {
    if (const auto problem = placeProblem(path); !problem.empty()) throw E(path.string() + ": " + problem);
}

/// Whether both stand for one file: by any links, relative or not, also where neither is there yet.
bool sameFile(const std::filesystem::path& one, const std::filesystem::path& other);

/// Whether `file` is there and is, or lies below, `place`: writing it changes what `place` holds.
bool isPartOf(const std::filesystem::path& file, const std::filesystem::path& place);

}  // namespace nescio
