// Where the files of catalogued sets are looked for on this machine.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "datasets/manifest.h"

namespace nescio {

/// All files of a set, in order, or none when any is missing. In each root, the root itself and its folders
/// are searched where their name is one of the family's; names with and without ".gz" count as the same.
std::vector<std::filesystem::path> findFiles(const Manifest& family, const ManifestSet& set);

/// The same in one folder.
std::vector<std::filesystem::path> filesIn(const std::filesystem::path& folder, const ManifestSet& set);

/// The folders searched, for messages: "$NESCIO_DATA (/data) and ~/.local/share/nescio/data".
std::string searchedText();

}  // namespace nescio
