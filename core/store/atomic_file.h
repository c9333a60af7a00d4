// Replaces a file as a whole or not at all, one writer at a time.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <vector>

namespace nescio {

/// Calls contents(), writes what it returns to a fresh file in the same folder, flushes that to disk and
/// renames it over `path`. Writers of one folder wait for each other, across threads and processes, and
/// contents() runs while the others wait; readers see the old file or the new one. On any failure the old
/// file stays and the fresh one is removed.
/// Throws: RunFileError naming the path and the reason; whatever contents() throws.
void replaceFile(const std::filesystem::path& path, const std::function<std::vector<std::byte>()>& contents);

}  // namespace nescio
