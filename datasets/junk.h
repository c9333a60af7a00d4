// Files that systems leave in folders and archives, and nobody means.
#pragma once

#include <algorithm>
#include <filesystem>
#include <string>

namespace nescio {

/// Whether a name is hidden or a system's leftover.
inline bool isJunk(const std::filesystem::path& inside) {
    return std::any_of(inside.begin(), inside.end(), [](const std::filesystem::path& part) {
        const auto name = part.string();
        return name.starts_with('.') || name == "__MACOSX" || name == "Thumbs.db" || name == "desktop.ini";
    });
}

}  // namespace nescio
