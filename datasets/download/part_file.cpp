#include "datasets/download/part_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <system_error>

#include <fmt/format.h>

#include "core/values/failure.h"
#include "core/values/number_text.h"

namespace nescio {

namespace fs = std::filesystem;

PartFile::PartFile(const fs::path& target)
    : m_target(target), m_path(target.string() + ".part"), m_versionPath(target.string() + ".part.version") {
    std::error_code error;
    for (auto folder = target.parent_path(); !folder.empty() && !fs::exists(folder, error);
         folder = folder.parent_path())
        m_made.deepestFirst.push_back(folder);
    fs::create_directories(target.parent_path(), error);
    if (error)
        throw Error(fmt::format("{}: the folder cannot be made ({})", target.parent_path().string(),
                                error.message()));
    openAndLock();
}

PartFile::MadeFolders::~MadeFolders() {
    std::error_code ignored;
    for (const auto& folder : deepestFirst) fs::remove(folder, ignored);  // refuses what has files in it
}

PartFile::~PartFile() {
    if (m_ours && m_size == 0) discard();  // nothing came
    if (m_file >= 0) ::close(m_file);      // and with it the lock
}

/// Between opening and locking, another program may have finished or discarded the very file: then again.
void PartFile::openAndLock() {
    struct stat state = {};
    do {
        if (m_file >= 0) ::close(m_file);
        m_file = ::open(m_path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
        if (m_file < 0) raise("cannot be written");
        // Where a file system has no locks, there is nobody to ask.
        m_ours = ::flock(m_file, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK;
        if (!m_ours) return;
        if (::fstat(m_file, &state) != 0) raise("cannot be read");
    } while (state.st_nlink == 0 || !fs::exists(m_path));
    m_size = state.st_size;
    ::lseek(m_file, 0, SEEK_END);
}

std::string PartFile::version() const {
    std::string line;
    std::ifstream file(m_versionPath);
    std::getline(file, line);
    return line;
}

void PartFile::startAnew(const std::string& version) {
    // The old version goes before the bytes: it must never name bytes of another one.
    std::error_code ignored;
    fs::remove(m_versionPath, ignored);
    if (::ftruncate(m_file, 0) != 0) raise("cannot be emptied");
    ::lseek(m_file, 0, SEEK_SET);
    m_size = 0;
    if (version.empty()) return;
    std::ofstream file(m_versionPath);
    if (!(file << version << '\n').flush()) fs::remove(m_versionPath, ignored);  // then it cannot be resumed
}

void PartFile::append(std::span<const char> bytes) {
    while (!bytes.empty()) {
        const auto written = ::write(m_file, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0)
            raise(fmt::format("cannot be written on after {}, which are kept; make room and get it again",
                              bytesText(m_size)));
        m_size += written;
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
}

void PartFile::finish() {
    if (::fsync(m_file) != 0 && errno != EINVAL && errno != EROFS) raise("cannot be flushed to disk");
    if (::rename(m_path.c_str(), m_target.c_str()) != 0) raise("cannot be put in its place");
    std::error_code ignored;
    fs::remove(m_versionPath, ignored);
}

void PartFile::discard() {
    std::error_code ignored;
    fs::remove(m_versionPath, ignored);
    fs::remove(m_path, ignored);
}

void PartFile::raise(const std::string& what) const {
    throw Error(fmt::format("{}: {} ({})", m_path.string(), what, std::generic_category().message(errno)));
}

}  // namespace nescio
