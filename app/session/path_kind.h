// What a path is by its content, for things that are dropped on the window.
#pragma once

#include <filesystem>
#include <optional>

namespace nescio {

enum class PathKind { Image, Run, DataSet, Figure };

/// Never a figure, which its own reader tells. Reads the beginning of a file; nullopt for what no format
/// knows, or cannot be read.
std::optional<PathKind> pathKindOf(const std::filesystem::path& path);

}  // namespace nescio
