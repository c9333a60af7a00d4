// A file or folder on its way: written beside the one that it will be, and renamed when it is complete. The
// same as writeWholeFile(), for what is written in pieces.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>

#include "core/files/fresh_file.h"

namespace nescio {

/// A file in pieces. Unless it is put in place, nothing is left of it.
class OutputFile {
  public:
    /// Throws: Error when there is no such folder, or it takes no files.
    explicit OutputFile(const std::filesystem::path& path);

    /// Throws: Error when the disk is full.
    void write(std::span<const std::uint8_t> bytes);
    void write(std::string_view text);
    /// Where it is until then, for libraries that open files themselves.
    [[nodiscard]] const std::filesystem::path& beside() const { return m_fresh.temporary(); }
    /// Throws: Error; the old file stays.
    void putInPlace();

  private:
    std::filesystem::path m_path;
    FolderLock m_lock;
    FreshFile m_fresh;
    Descriptor m_file;
    std::uint64_t m_size = 0;
};

/// A folder of files. Unless it is put in place, nothing is left of it.
class OutputFolder {
  public:
    /// Throws: Error when something other than an empty folder has the name.
    explicit OutputFolder(const std::filesystem::path& path);
    ~OutputFolder();
    OutputFolder(const OutputFolder&) = delete;
    OutputFolder& operator=(const OutputFolder&) = delete;

    /// Writes one file, in a sub-folder where `name` has one.   Throws: Error when the disk is full.
    void write(const std::filesystem::path& name, std::string_view bytes) const;
    /// Throws: Error.
    void putInPlace();

  private:
    std::filesystem::path m_path, m_beside;
};

}  // namespace nescio
