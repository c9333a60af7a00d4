#include "core/store/run_owner.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <span>
#include <string>
#include <system_error>

#include <fmt/format.h>

#include "core/files/folder_lock.h"
#include "core/files/output_place.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

std::filesystem::path recordOf(const std::filesystem::path& run) {
    const auto file = followLinks(run);
    return folderOf(file) / ("." + file.filename().string() + ".owner");
}

/// "process 4711 on atlas".
std::string ownName() {
    std::array<char, 256> host{};
    if (::gethostname(host.data(), host.size() - 1) != 0) host[0] = '?';
    return fmt::format("process {} on {}", ::getpid(), host.data());
}

std::string readName(int descriptor) {
    std::array<std::byte, 512> bytes{};
    const auto count = readAt(descriptor, 0, bytes);
    return count > 0
               ? std::string(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(count))
               : "another process";
}

/// Whether the name still stands for the open file: who owned it removes it at the end.
bool isStillThere(const std::filesystem::path& record, int descriptor) {
    struct stat named {
    }, opened{};
    return ::stat(record.c_str(), &named) == 0 && ::fstat(descriptor, &opened) == 0 &&
           named.st_ino == opened.st_ino && named.st_dev == opened.st_dev;
}

Descriptor openRecord(const std::filesystem::path& record) {
    Descriptor file(::open(record.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
    if (!file && errno == EACCES) file = Descriptor(::open(record.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file) throw std::system_error(errno, std::generic_category());
    return file;
}

[[noreturn]] void refuseOwned(const std::filesystem::path& run, const std::string& owner) {
    throw RunFileError(fmt::format(
        "{}: expected a run that nobody else is writing, found that {} trains into it; wait until "
        "that has ended, stop it, or choose another file",
        run.string(), owner));
}

/// The record, locked; none where there are no locks.
Descriptor lockedRecord(const std::filesystem::path& run, const std::filesystem::path& record) {
    for (;;) {
        auto file = openRecord(record);
        if (::flock(file.get(), LOCK_EX | LOCK_NB) == 0) {
            if (isStillThere(record, file.get())) return file;
        } else if (errno == EWOULDBLOCK) {
            refuseOwned(run, readName(file.get()));
        } else if (errno != EINTR) {
            ::unlink(record.c_str());
            return Descriptor();
        }
    }
}

}  // namespace

RunOwner::RunOwner(const std::filesystem::path& run) : m_record(recordOf(run)) {
    requirePlace<RunFileError>(run);
    try {
        m_file = lockedRecord(run, m_record);
    } catch (const std::system_error& error) {
        throw RunFileError(
            fmt::format("{}: expected to become its owner, found that “{}” cannot be opened: {}",
                        run.string(), m_record.string(), error.code().message()));
    }
    if (!m_file) return;
    const auto name = ownName();
    // Without the name nobody else gets in either; the sentence is just less telling.
    if (::ftruncate(m_file.get(), 0) == 0) writeAt(m_file.get(), 0, std::as_bytes(std::span(name)));
}

RunOwner::~RunOwner() {
    if (m_file) ::unlink(m_record.c_str());  // while it is still locked: nobody else's goes
}

void requireFreeRun(const std::filesystem::path& run) {
    const RunOwner passing(run);
}

}  // namespace nescio
