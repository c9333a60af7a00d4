// All files below a folder. Nothing is opened: pipes and devices would hang, and content is asked for later.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "datasets/folder/left_out.h"
#include "datasets/load.h"

namespace nescio {

/// The most files that are listed, and the most folders around one.
inline constexpr std::size_t kMostFolderFiles = 8'000'000;
inline constexpr int kMostFolderDepth = 64;

struct Walked {
    std::vector<std::string> files;  ///< relative, '/' between; those of a folder before those of its folders
    LeftOut leftOut;
};

/// Lists regular files and what links to them. Links to folders are followed once all else is listed, each
/// folder is listed once, so that a circle of links ends.   nullopt when stopped.
/// Throws: DataError when the folder itself cannot be read, or holds more than kMostFolderFiles.
std::optional<Walked> walkFolder(const std::filesystem::path& folder, const LoadOptions& options);

}  // namespace nescio
