// Writers of a folder wait for each other, across threads and processes.
#pragma once

#include <filesystem>

#include "core/files/descriptor.h"

namespace nescio {

/// The file that `path` stands for: symbolic links are followed, also where the last one leads to no file
/// yet.
std::filesystem::path followLinks(std::filesystem::path path);

/// Held until it is destroyed. The folder itself is the lock: it leaves no file behind, and a killed process
/// releases it. Where the file system has no such locks, as some network folders, a warning says so once, and
/// the work goes on without: each file is still whole, but of two writers at once the last one wins.
class FolderLock {
  public:
    /// NotAtAll takes no lock: for a file that grows for long under a name of its own.
    enum class Wait { Forever, Never, NotAtAll };

    /// Throws: std::system_error when there is no such folder.
    explicit FolderLock(const std::filesystem::path& file, Wait wait = Wait::Forever);
    /// False when it did not wait and another holds the lock, and where there are no locks.
    [[nodiscard]] bool isHeld() const { return m_held; }
    /// Flushes names of files to disk; where a file system cannot, its own order has to do.
    void flush() const;

  private:
    Descriptor m_folder;
    bool m_held = false;
};

}  // namespace nescio
