// Where the files of catalogued sets are looked for on this machine.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "datasets/manifest.h"

namespace nescio {

/// All files of a set, in order, or none when any is missing. In each root, the root itself and its folders
/// are searched where their name is one of the family's; names with and without ".gz" count as the same.
std::vector<std::filesystem::path> findFiles(const Manifest& family, const ManifestSet& set);

/// The same in one folder.
std::vector<std::filesystem::path> filesIn(const std::filesystem::path& folder, const ManifestSet& set);

/// A file that the family offers for download, searched in the same places; for archives, too.
std::optional<std::filesystem::path> findDownload(const Manifest& family, const std::string& name);

/// Where downloaded files go: $XDG_DATA_HOME/nescio/data, or the same below ~/.local/share. One of the roots.
/// Throws: Error when neither variable is set.
std::filesystem::path userDataFolder();

/// The folders searched, for messages: "$NESCIO_DATA (/data) and ~/.local/share/nescio/data".
std::string searchedText();

}  // namespace nescio
