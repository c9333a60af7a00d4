// Writers of a folder wait for each other, across threads and processes.
#pragma once

#include <filesystem>

#include "core/store/descriptor.h"

namespace nescio {

/// The file that `path` stands for: symbolic links are followed, also where the last one leads to no file
/// yet.
std::filesystem::path followLinks(std::filesystem::path path);

/// Held until it is destroyed. The folder itself is the lock: it leaves no file behind, and a killed process
/// releases it.
class FolderLock {
  public:
    enum class Wait { Forever, Never };

    /// Throws: std::system_error when the folder cannot be opened or locked.
    explicit FolderLock(const std::filesystem::path& file, Wait wait = Wait::Forever);
    /// False only when it did not wait and another holds the lock.
    [[nodiscard]] bool isHeld() const { return m_held; }
    /// Flushes names of files to disk; where a file system cannot, its own order has to do.
    void flush() const;

  private:
    Descriptor m_folder;
    bool m_held = false;
};

}  // namespace nescio
