// A file written anew beside the one it replaces, and renamed over it when it is complete.
#pragma once

#include <filesystem>

#include "core/store/descriptor.h"

namespace nescio {

class FreshFile {
  public:
    /// Starts an empty file in the folder of `path`, with the mode of the file there, if there is one.
    /// Whoever calls holds the folder's lock: one name a file suffices.   Throws: std::system_error.
    explicit FreshFile(std::filesystem::path path);
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
