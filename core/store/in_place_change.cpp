#include "core/store/in_place_change.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <system_error>

#include "core/files/file_lock.h"
#include "core/files/folder_lock.h"
#include "core/store/patch_journal.h"
#include "core/store/steady_read.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

bool hasOneName(int descriptor) {
    struct stat found {};
    return ::fstat(descriptor, &found) == 0 && S_ISREG(found.st_mode) && found.st_nlink == 1;
}

/// Readers are done in less, except those that keep a file open, as h5py in a notebook does.
constexpr std::chrono::milliseconds kPatience{1000};

/// The file open for writing and locked; none when that cannot be.
Descriptor openToChange(const std::filesystem::path& path, std::chrono::milliseconds patience) {
    Descriptor file(::open(path.c_str(), O_RDWR | O_CLOEXEC));
    const bool ours = file && hasOneName(file.get()) && lockFile(file.get(), Sharing::Exclusive, patience);
    return ours ? std::move(file) : Descriptor();
}

void settleJournal(const std::filesystem::path& path, int descriptor) {
    if (const auto patch = readJournal(path, descriptor)) applyPatch(descriptor, *patch);
    removeJournal(path);
}

}  // namespace

std::unique_ptr<InPlaceChange> InPlaceChange::of(const std::filesystem::path& file) {
    auto opened = openToChange(file, kPatience);
    if (!opened) return nullptr;
    settleJournal(file, opened.get());
    unlockFile(opened.get());  // what comes first changes nothing that readers see
    return std::unique_ptr<InPlaceChange>(new InPlaceChange(file, std::move(opened)));
}

InPlaceChange::InPlaceChange(std::filesystem::path path, Descriptor file)
    : m_path(std::move(path)),
      m_sizeBefore(sizeOf(file.get())),
      m_layers(std::make_shared<LayeredFile>(std::move(file))),
      m_opened(openRun(m_layers, hdf5::Access::Change, m_path)) {}

InPlaceChange::~InPlaceChange() {
    m_opened.reset();
    m_layers->seal();
    const int descriptor = m_layers->descriptor();
    if (m_recorded || sizeOf(descriptor) == m_sizeBefore) return;
    if (::ftruncate(descriptor, static_cast<off_t>(m_sizeBefore)) != 0)
        return;  // what is left behind the data is in nobody's way
}

bool InPlaceChange::finish() {
    close();
    if (!record()) return false;
    apply();
    return true;
}

void InPlaceChange::close() {
    m_opened->close("HDF5 cannot finish the change; nothing was changed");
    m_opened.reset();
    m_layers->seal();
    m_layers->requireDisk();
    if (::fsync(m_layers->descriptor()) != 0)
        throw std::system_error(errno, std::generic_category(), "it did not reach the disk");
}

bool InPlaceChange::record() {
    if (!lockFile(m_layers->descriptor(), Sharing::Exclusive, kPatience)) return false;
    writeJournal(m_path, m_layers->descriptor(), m_layers->patch());
    m_recorded = true;
    return true;
}

void InPlaceChange::apply() {
    try {
        applyPatch(m_layers->descriptor(), m_layers->patch());
    } catch (const std::system_error& error) {
        throw RunDiskError(std::string("its last pages cannot be overwritten yet: ") + error.what() +
                           "; keep “" + journalOf(m_path).string() +
                           "” beside it, which has them, and open it again when that is mended");
    }
    removeJournal(m_path);
}

void finishLeftChange(const std::filesystem::path& file) {
    const auto path = followLinks(file);
    std::error_code error;
    if (!std::filesystem::exists(journalOf(path), error)) return;
    try {
        const FolderLock lock(path, FolderLock::Wait::Never);
        if (!lock.isHeld()) return;
        if (const auto opened = openToChange(path, {})) settleJournal(path, opened.get());
    } catch (const std::system_error&) {
        return;  // a later writer finishes it
    }
}

}  // namespace nescio
