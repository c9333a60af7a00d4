#include "core/store/file_change.h"

#include <algorithm>
#include <system_error>

#include "core/files/folder_lock.h"
#include "core/files/fresh_file.h"
#include "core/store/in_place_change.h"
#include "core/store/keep_rest.h"
#include "core/store/patch_journal.h"
#include "core/store/steady_read.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

using namespace hdf5;

/// Root attribute: bytes that no part of the file uses any more.
constexpr const char* kUnusedBytes = "unused_bytes";

bool isTooMuch(std::uint64_t unused, std::uint64_t fileSize) {
    constexpr std::uint64_t kNotWorthIt = 8U << 20;
    return unused > std::max(kNotWorthIt, fileSize / 4);
}

/// What HDF5 says of bytes that a full disk did not take helps nobody: the disk's own word goes first.
template <class Change, class Disk>
void preferringTheDisk(const Disk& disk, Change change) {
    try {
        change();
    } catch (const RunFileError&) {
        disk.requireDisk();
        throw;
    }
    disk.requireDisk();
}

void changeParts(hid_t file, const FileChange& change, PartsAside& aside, std::uint64_t unused) {
    change.write(file);
    aside.remove();
    writeInt(file, kUnusedBytes, static_cast<std::int64_t>(unused));
}

bool changedInPlace(const std::filesystem::path& path, const FileChange& change) {
    const auto inPlace = InPlaceChange::of(path);
    if (!inPlace || !change.fitsInPlace(inPlace->file())) return false;
    const hid_t file = inPlace->file();
    PartsAside aside(file, change.replaced);
    const auto before = H5Aexists(file, kUnusedBytes) > 0 ? readInt(file, kUnusedBytes) : 0;
    const auto unused = static_cast<std::uint64_t>(std::max<std::int64_t>(0, before)) + aside.bytes();
    if (isTooMuch(unused, inPlace->sizeBefore())) return false;
    preferringTheDisk(*inPlace, [&] { changeParts(file, change, aside, unused); });
    return inPlace->finish();
}

void writeParts(hid_t file, const std::filesystem::path& path, const FileChange& change) {
    change.write(file);
    if (!change.keep || !std::filesystem::exists(path)) return;
    change.keep(openRun(layersOfRun(path), Access::Read, path), file);
    if (H5Aexists(file, kUnusedBytes) > 0)
        require(H5Adelete(file, kUnusedBytes), "cannot forget what was unused");
}

void writeAnew(const std::filesystem::path& path, const FileChange& change, const FolderLock& lock) {
    FreshFile fresh(path, lock);
    const auto layers = std::make_shared<LayeredFile>(fresh.takeDescriptor());
    preferringTheDisk(*layers, [&] {
        Handle file = openLayered(layers, Access::Create, "HDF5 cannot start a file");
        writeParts(file, path, change);
        file.close("HDF5 cannot finish the file");
    });
    layers->seal();
    fresh.putInPlace(layers->descriptor());
    lock.flush();
    removeJournal(path);
}

}  // namespace

void changeRun(const std::filesystem::path& path, const FileChange& change) {
    const auto where = "cannot write “" + path.string() + "”: ";
    const QuietErrors quiet;
    try {
        const auto file = followLinks(path);
        const FolderLock lock(file);
        if (!change.fitsInPlace || !changedInPlace(file, change)) writeAnew(file, change, lock);
    } catch (const std::system_error& error) {
        throw RunDiskError(where + error.what() + "; nothing was changed");
    } catch (const RunFileError& error) {
        const std::string message = error.what();
        if (message.find(path.string()) != std::string::npos) throw;
        throw RunFileError(where + message);
    }
}

}  // namespace nescio
