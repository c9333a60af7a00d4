#include "core/files/fresh_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <string>
#include <system_error>

namespace nescio {
namespace {

[[noreturn]] void raiseFresh(const char* what) {
    throw std::system_error(errno, std::generic_category(), what);
}

std::filesystem::path temporaryOf(const std::filesystem::path& path, const FolderLock& lock) {
    static std::atomic<int> count = 0;
    const auto own = std::to_string(::getpid()) + "-" + std::to_string(++count);
    return folderOf(path) / ("." + path.filename().string() + (lock.isHeld() ? "" : "." + own) + ".tmp");
}

/// As far as the file system allows; nobody gets a right that they did not have.
void keepOwnerAndMode(const struct stat& old, int to) {
    // Only root gives files away; anyone else's copy is their own.
    const bool given = ::fchown(to, old.st_uid, old.st_gid) == 0;
    if (::fchmod(to, old.st_mode & (given ? 07777 : 0777)) != 0) return;
}

}  // namespace

FreshFile::FreshFile(std::filesystem::path path, const FolderLock& lock)
    : m_path(std::move(path)), m_temporary(temporaryOf(m_path, lock)) {
    struct stat old {};
    const bool replaces = ::stat(m_path.c_str(), &old) == 0;
    if (replaces && !S_ISREG(old.st_mode))
        throw std::system_error(EEXIST, std::generic_category(), "only files are replaced");
    const mode_t mode = replaces ? old.st_mode & 0777 : 0666;
    ::unlink(m_temporary.c_str());  // of a writer that was killed
    m_file = Descriptor(::open(m_temporary.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode));
    if (!m_file) raiseFresh("its folder takes no new file");
    if (replaces) keepOwnerAndMode(old, m_file.get());
}

FreshFile::~FreshFile() {
    if (!m_temporary.empty()) ::unlink(m_temporary.c_str());
}

void FreshFile::putInPlace(int descriptor) {
    if (::fsync(descriptor) != 0) raiseFresh("it did not reach the disk");
    if (::rename(m_temporary.c_str(), m_path.c_str()) != 0) raiseFresh("it cannot be replaced");
    m_temporary.clear();
}

}  // namespace nescio
