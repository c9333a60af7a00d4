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
    throw RunFileError("cannot write “" + path.string() + "”: " + what + " (" + std::strerror(error) +
                       "); nothing was changed");
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

void writeToDisk(const std::filesystem::path& temporary, const std::vector<std::byte>& bytes,
                 const std::filesystem::path& path) {
    const Descriptor file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
    if (file.get() < 0) refuse(path, "its folder takes no new file", errno);
    for (std::size_t done = 0; done < bytes.size();) {
        const auto written = ::write(file.get(), bytes.data() + done, bytes.size() - done);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) refuse(path, "the disk took no more", errno);
        done += static_cast<std::size_t>(written);
    }
    if (::fsync(file.get()) != 0) refuse(path, "it did not reach the disk", errno);
}

}  // namespace

void replaceFile(const std::filesystem::path& path, const std::function<std::vector<std::byte>()>& contents) {
    const auto folder = folderOf(path);
    // The folder itself is the lock: it leaves no file behind, and a killed process releases it.
    const Descriptor lock(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (lock.get() < 0) refuse(path, "its folder cannot be opened", errno);
    while (::flock(lock.get(), LOCK_EX) != 0)
        if (errno != EINTR) refuse(path, "its folder cannot be locked", errno);
    // One name a file suffices under the lock, and a leftover of a killed writer is overwritten.
    const TemporaryFile temporary{folder / ("." + path.filename().string() + ".tmp")};
    writeToDisk(temporary.path, contents(), path);
    if (::rename(temporary.path.c_str(), path.c_str()) != 0) refuse(path, "it cannot be replaced", errno);
    ::fsync(lock.get());  // the rename itself; where a file system cannot, the data is still safe
}

}  // namespace nescio
