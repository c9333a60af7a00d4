// The members of a ZIP file, one after the other, without unpacking them to the disk.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "datasets/byte_source.h"

struct archive;

namespace nescio {

/// A ZIP file read from front to back; ZIP64, stored and deflated.
class ZipReader {
  public:
    /// Throws: DataError when it cannot be opened.
    explicit ZipReader(std::filesystem::path path);
    ~ZipReader();
    ZipReader(const ZipReader&) = delete;
    ZipReader& operator=(const ZipReader&) = delete;

    /// Goes to the next member; false behind the last.   Throws: DataError on a damaged file.
    bool next();
    /// The member's name, as it stands in the file.
    [[nodiscard]] const std::string& name() const { return m_name; }
    /// The member's bytes, good until the next one is gone to; messages call it "faces.npz::`title`". One
    /// that is stored is read where it lies. Reading to the end checks its sum.   Throws: DataError where it
    /// is behind a password.
    [[nodiscard]] std::unique_ptr<ByteSource> open(const std::string& title);

  private:
    std::filesystem::path m_path;
    std::string m_name;
    archive* m_archive;
    std::uint64_t m_size = 0;
    bool m_encrypted = false;
};

}  // namespace nescio
