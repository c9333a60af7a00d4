// A file written anew beside the one it replaces, and renamed over it when it is complete.
#pragma once

#include <filesystem>

#include "core/files/descriptor.h"
#include "core/files/folder_lock.h"

namespace nescio {

class FreshFile {
  public:
    /// Starts an empty file in the folder of `path`, with the mode of the file there, if there is one. Under
    /// the folder's lock one name a file suffices, and what a killed writer left goes; without, the name is
    /// this writer's own.
    /// Throws: std::system_error, also where what is there is no file: folders and devices are not replaced.
    FreshFile(std::filesystem::path path, const FolderLock& lock);
    /// Removes the file unless it has been put in place.
    ~FreshFile();
    FreshFile(const FreshFile&) = delete;
    FreshFile& operator=(const FreshFile&) = delete;

    /// For reading and writing; the file it stands for is this one's.
    [[nodiscard]] Descriptor takeDescriptor() { return std::move(m_file); }
    /// Flushes the file to disk and renames it over `path`.   Throws: std::system_error; the old file stays.
    void putInPlace(int descriptor);

  private:
    std::filesystem::path m_path;
    std::filesystem::path m_temporary;
    Descriptor m_file;
};

}  // namespace nescio
