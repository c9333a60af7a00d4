#include "core/files/folder_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <mutex>
#include <set>
#include <system_error>

#include "core/values/warning.h"

namespace nescio {
namespace {

/// Says it once a folder, since each save would say it again.
void warnWithoutLock(const std::filesystem::path& folder, int reason) {
    static std::mutex mutex;
    static std::set<std::filesystem::path> said;
    const std::lock_guard lock(mutex);
    if (said.insert(folder).second)
        warn("the folder “" + folder.string() + "” cannot be locked (" +
             std::generic_category().message(reason) +
             "): files are written without; let no other program write the same run at the same time");
}

}  // namespace

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
    if (!m_folder && errno != EACCES)  // a folder may take files and not let itself be read
        throw std::system_error(errno, std::generic_category(), "its folder cannot be opened");
    if (wait == Wait::NotAtAll) return;
    const int how = wait == Wait::Never ? LOCK_EX | LOCK_NB : LOCK_EX;
    while (!m_folder || ::flock(m_folder.get(), how) != 0) {
        if (m_folder && errno == EWOULDBLOCK) return;
        if (!m_folder || errno != EINTR) {
            warnWithoutLock(folderOf(file), errno);
            return;
        }
    }
    m_held = true;
}

void FolderLock::flush() const {
    ::fsync(m_folder.get());
}

}  // namespace nescio
