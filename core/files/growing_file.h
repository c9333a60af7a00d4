// Bytes on their way to a file, piece by piece: beside it until they are complete. What writeWholeFile() does
// for text that need not fit into memory.
#pragma once

#include <cstdint>
#include <exception>
#include <filesystem>
#include <optional>
#include <string_view>

#include "core/files/fresh_file.h"

namespace nescio {

/// Gone without a trace unless it was put in place.
class GrowingFile {
  public:
    /// Links are followed; folders and devices are not replaced.   Throws: Error naming the path.
    explicit GrowingFile(const std::filesystem::path& path);
    /// Throws: Error naming the path; the old file stays.
    void add(std::string_view bytes);
    /// Flushes to disk and renames.   Throws: as add().
    void putInPlace();

  private:
    [[noreturn]] void refuse(const std::exception& error) const;

    std::filesystem::path m_path;
    std::optional<FreshFile> m_fresh;
    Descriptor m_file;
    std::uint64_t m_size = 0;
};

}  // namespace nescio
