#include "core/store/atomic_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "core/values/failure.h"

namespace nescio {
namespace {

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& what, int error) {
    throw RunFileError("cannot write “" + path.string() + "”: " + what + " (" + std::strerror(error) + ")");
}

/// An open file descriptor that closes itself.
class Descriptor {
  public:
    explicit Descriptor(int fd) : m_fd(fd) {}
    ~Descriptor() {
        if (m_fd >= 0) ::close(m_fd);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int get() const { return m_fd; }

  private:
    int m_fd;
};

std::filesystem::path folderOf(const std::filesystem::path& path) {
    return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

/// Removes the temporary file unless it was renamed away.
struct TemporaryFile {
    std::filesystem::path path;
    ~TemporaryFile() {
        std::error_code ignored;
        std::filesystem::remove(path, ignored);
    }
};

void flushToDisk(const std::filesystem::path& path) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0 || ::fsync(file.get()) != 0) refuse(path, "it did not reach the disk", errno);
}

}  // namespace

void replaceFile(const std::filesystem::path& path,
                 const std::function<void(const std::filesystem::path& temporary)>& write) {
    const auto folder = folderOf(path);
    // The folder itself is the lock: it leaves no file behind, and a killed process releases it.
    const Descriptor lock(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (lock.get() < 0) refuse(path, "its folder cannot be opened", errno);
    if (::access(folder.c_str(), W_OK) != 0) refuse(path, "its folder is not writable", errno);
    while (::flock(lock.get(), LOCK_EX) != 0)
        if (errno != EINTR) refuse(path, "its folder cannot be locked", errno);
    // One name a file suffices under the lock, and a leftover of a killed writer is overwritten.
    const TemporaryFile temporary{folder / ("." + path.filename().string() + ".tmp")};
    write(temporary.path);
    flushToDisk(temporary.path);
    if (::rename(temporary.path.c_str(), path.c_str()) != 0) refuse(path, "it cannot be replaced", errno);
    ::fsync(lock.get());  // the rename itself; where a file system cannot, the data is still safe
}

}  // namespace nescio
