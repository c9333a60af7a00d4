// Replaces a file as a whole or not at all, one writer at a time.
#pragma once

#include <filesystem>
#include <functional>

namespace nescio {

/// Calls write(temporary) with a fresh path in the same folder, flushes what it wrote to disk and renames it
/// over `path`. Writers of one folder wait for each other, across threads and processes; readers see the
/// old file or the new one. On any failure the old file stays and the temporary one is removed.
/// Throws: RunFileError naming the folder and the reason; whatever write throws.
void replaceFile(const std::filesystem::path& path,
                 const std::function<void(const std::filesystem::path& temporary)>& write);

}  // namespace nescio
