#include "core/store/steady_read.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <array>
#include <chrono>
#include <cstring>
#include <optional>
#include <system_error>
#include <thread>
#include <tuple>

#include "core/files/file_lock.h"
#include "core/files/folder_lock.h"
#include "core/store/in_place_change.h"
#include "core/store/patch_journal.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

constexpr int kFreeTries = 8;
constexpr std::chrono::milliseconds kPatienceWithWriters{2000};

std::string quoted(const std::filesystem::path& path) {
    return "“" + path.string() + "”";
}

/// What no change leaves as it was: a change in place makes the file's time a new one before its journal
/// goes, and whoever writes a file anew leaves the one that is open alone.
struct FileState {
    struct Facts {
        ino_t file = 0;
        off_t size = 0;
        time_t seconds = 0;
        long nanoseconds = 0;
        bool operator==(const Facts&) const = default;
    };
    Facts file, journal;
    bool operator==(const FileState&) const = default;

    static Facts factsOf(const struct stat& found) {
        return {found.st_ino, found.st_size, found.st_mtim.tv_sec, found.st_mtim.tv_nsec};
    }
    static FileState now(int descriptor, const std::filesystem::path& journal) {
        struct stat found {};
        FileState state;
        // The journal first: when it has just gone, the file's time is a new one already.
        if (::stat(journal.c_str(), &found) == 0) state.journal = factsOf(found);
        if (::fstat(descriptor, &found) == 0) state.file = factsOf(found);
        return state;
    }
};

/// HDF5's data may begin behind a block of the user's own.   Source: HDF5 file format, superblock.
bool holdsHdf5(LayeredFile& file) {
    constexpr std::array<unsigned char, 8> kSignature{0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    std::array<std::byte, kSignature.size()> found{};
    for (std::uint64_t at = 0; at + found.size() <= file.size(); at = at == 0 ? 512 : at * 2)
        if (file.read(at, found) && std::memcmp(found.data(), kSignature.data(), found.size()) == 0)
            return true;
    return false;
}

bool readOnce(const std::filesystem::path& path, const std::function<void(hid_t)>& read) {
    const auto file = layersOfRun(path);
    try {
        const auto opened = openRun(file, hdf5::Access::Read, path);
        read(opened);
    } catch (const RunFileError&) {
        if (!file->wasUnsteady()) throw;
    }
    return !file->wasUnsteady();
}

void readInTurn(const std::filesystem::path& path, const std::function<void(hid_t)>& read) {
    const FolderLock lock(followLinks(path));
    if (!readOnce(path, read))
        throw RunFileError("expected a file that stays as it is while it is read; another program changes " +
                           quoted(path) + " without waiting: try again when it has ended");
}

}  // namespace

std::shared_ptr<LayeredFile> layersOfRun(const std::filesystem::path& path) {
    const auto file = followLinks(path);
    std::error_code error;
    const bool regular = std::filesystem::is_regular_file(file, error);
    Descriptor opened(regular ? ::open(file.c_str(), O_RDONLY | O_CLOEXEC) : -1);
    if (!opened) throw RunFileError("expected a run file, found nothing readable at " + quoted(path));
    const int descriptor = opened.get();
    // A writer changes in milliseconds what readers see. Who keeps a file locked for longer is another
    // program, as is one without locks: then nothing but what is seen of the file tells that it was changed.
    const bool locked = lockFile(descriptor, Sharing::Shared, kPatienceWithWriters);
    const auto journal = journalOf(file);
    const auto state = FileState::now(descriptor, journal);
    auto patch = readJournal(file, descriptor).value_or(Patch{});
    std::function<bool()> isSteady;
    if (!locked) isSteady = [=] { return FileState::now(descriptor, journal) == state; };
    return std::make_shared<LayeredFile>(std::move(opened), std::move(patch), std::move(isSteady));
}

hdf5::Handle openRun(const std::shared_ptr<LayeredFile>& file, hdf5::Access access,
                     const std::filesystem::path& path) {
    const auto bytes = std::to_string(file->size());
    if (!holdsHdf5(*file))
        throw RunFileError("expected a run file (HDF5), found " + bytes + " bytes of something else in " +
                           quoted(path));
    return openLayered(file, access,
                       "expected a complete run file, found one that is cut short or damaged (" + bytes +
                           " bytes) in " + quoted(path));
}

void readRun(const std::filesystem::path& path, const std::function<void(hid_t)>& read) {
    const hdf5::QuietErrors quiet;
    try {
        finishLeftChange(path);
        for (int tries = 0; tries < kFreeTries; ++tries) {
            if (readOnce(path, read)) return;
            std::this_thread::sleep_for(std::chrono::milliseconds(1 << tries));
        }
        readInTurn(path, read);
    } catch (const std::system_error& error) {
        throw RunFileError("run file " + quoted(path) + ": " + error.what());
    } catch (const RunFileError& error) {
        const std::string message = error.what();
        if (message.find(path.string()) != std::string::npos) throw;
        throw RunFileError("run file " + quoted(path) + ": " + message);
    }
}

}  // namespace nescio
