#include "core/store/folder_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace nescio {

std::filesystem::path followLinks(std::filesystem::path path) {
    constexpr int kMostLinks = 40;  // as the kernel
    std::error_code error;
    for (int links = 0; links < kMostLinks && std::filesystem::is_symlink(path, error); ++links) {
        const auto target = std::filesystem::read_symlink(path, error);
        if (error) break;
        path = path.parent_path() / target;
    }
    return path;
}

FolderLock::FolderLock(const std::filesystem::path& file, Wait wait)
    : m_folder(::open(folderOf(file).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    if (!m_folder) throw std::system_error(errno, std::generic_category(), "its folder cannot be opened");
    const int how = wait == Wait::Never ? LOCK_EX | LOCK_NB : LOCK_EX;
    while (::flock(m_folder.get(), how) != 0) {
        if (errno == EWOULDBLOCK) return;
        if (errno != EINTR)
            throw std::system_error(errno, std::generic_category(), "its folder cannot be locked");
    }
    m_held = true;
}

void FolderLock::flush() const {
    ::fsync(m_folder.get());
}

}  // namespace nescio
