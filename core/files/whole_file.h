// Bytes on their way to a file: whole or not at all. All that programs write and that is no run goes through
// here.
#pragma once

#include <filesystem>
#include <string_view>

namespace nescio {

/// Writes beside `path`, flushes to disk, then renames: a reader never meets half a file, and a failure
/// leaves the old one. Links are followed, owner and mode stay; folders and devices are not replaced. Throws:
/// Error naming the path and the reason.
void writeWholeFile(const std::filesystem::path& path, std::string_view bytes);

}  // namespace nescio
