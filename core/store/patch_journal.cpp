#include "core/store/patch_journal.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <span>
#include <system_error>

#include "core/files/descriptor.h"

namespace nescio {
namespace {

using Bytes = std::vector<std::byte>;

constexpr std::array<char, 8> kMagic{'n', 'e', 's', 'c', 'i', 'o', 'P', '1'};
constexpr std::size_t kPageBytes = 4096;

[[noreturn]] void raise(const char* what) {
    throw std::system_error(errno, std::generic_category(), what);
}

/// FNV-1a: tells a journal that was cut short, not an adversary's.
std::uint64_t checksum(std::span<const std::byte> bytes) {
    std::uint64_t sum = 14'695'981'039'346'656'037U;
    for (const auto byte : bytes) sum = (sum ^ static_cast<std::uint64_t>(byte)) * 1'099'511'628'211U;
    return sum;
}

void append(Bytes& bytes, std::uint64_t value) {
    const auto* first = reinterpret_cast<const std::byte*>(&value);
    bytes.insert(bytes.end(), first, first + sizeof value);
}

/// Takes numbers and pieces off the front; false once there are too few bytes.
struct Cursor {
    std::span<const std::byte> rest;

    bool take(std::uint64_t& value) {
        if (rest.size() < sizeof value) return false;
        std::memcpy(&value, rest.data(), sizeof value);
        rest = rest.subspan(sizeof value);
        return true;
    }
    bool take(std::uint64_t count, std::span<const std::byte>& bytes) {
        if (rest.size() < count) return false;
        bytes = rest.first(count);
        rest = rest.subspan(count);
        return true;
    }
};

/// Of the file's last page as the patch will leave it.
std::uint64_t checksumOfEnd(int descriptor, const Patch& patch) {
    const auto size = sizeOf(descriptor);
    Bytes page(std::min<std::uint64_t>(size, kPageBytes));
    const auto offset = size - page.size();
    if (readAt(descriptor, offset, page) != static_cast<std::int64_t>(page.size()))
        raise("it cannot be read");
    patch.layOver(offset, page);
    return checksum(page);
}

Bytes encoded(int descriptor, const Patch& patch) {
    Bytes bytes(sizeof kMagic);
    std::memcpy(bytes.data(), kMagic.data(), sizeof kMagic);
    append(bytes, sizeOf(descriptor));
    append(bytes, checksumOfEnd(descriptor, patch));
    append(bytes, patch.pieces().size());
    for (const auto& [offset, piece] : patch.pieces()) {
        append(bytes, offset);
        append(bytes, piece.size());
        bytes.insert(bytes.end(), piece.begin(), piece.end());
    }
    append(bytes, checksum(bytes));
    return bytes;
}

std::optional<Patch> decodedPieces(Cursor& cursor) {
    std::uint64_t count = 0;
    if (!cursor.take(count)) return std::nullopt;
    Patch patch;
    for (std::uint64_t i = 0; i < count; ++i) {
        std::uint64_t offset = 0, size = 0;
        std::span<const std::byte> piece;
        if (!cursor.take(offset) || !cursor.take(size) || !cursor.take(size, piece)) return std::nullopt;
        patch.put(offset, piece);
    }
    return patch;
}

/// The bytes without magic and checksum; empty when either is wrong.
std::span<const std::byte> checkedBody(std::span<const std::byte> bytes) {
    constexpr std::size_t kSumBytes = sizeof(std::uint64_t);
    if (bytes.size() < kMagic.size() + kSumBytes) return {};
    const auto summed = bytes.first(bytes.size() - kSumBytes);
    std::uint64_t sum = 0;
    std::memcpy(&sum, bytes.data() + summed.size(), kSumBytes);
    if (sum != checksum(summed) || std::memcmp(bytes.data(), kMagic.data(), kMagic.size()) != 0) return {};
    return summed.subspan(kMagic.size());
}

void flushFolderOf(const std::filesystem::path& file) {
    const Descriptor folder(::open(folderOf(file).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder) ::fsync(folder.get());  // where a file system cannot, its own order has to do
}

timespec timeOfChange(int descriptor) {
    struct stat found {};
    if (::fstat(descriptor, &found) != 0) raise("it cannot be read");
    return found.st_mtim;
}

bool isLater(const timespec& left, const timespec& right) {
    return left.tv_sec != right.tv_sec ? left.tv_sec > right.tv_sec : left.tv_nsec > right.tv_nsec;
}

/// Gives the file a time of change that it has never had: the system's own ticks every few milliseconds only.
void makeNewer(int descriptor) {
    const auto before = timeOfChange(descriptor);
    timespec next{before.tv_sec, before.tv_nsec + 1}, now{};
    if (next.tv_nsec == 1'000'000'000) next = {before.tv_sec + 1, 0};
    if (::clock_gettime(CLOCK_REALTIME, &now) == 0 && isLater(now, next)) next = now;
    const timespec times[2] = {{0, UTIME_OMIT}, next};
    if (::futimens(descriptor, times) == 0 && isLater(timeOfChange(descriptor), before)) return;
    // Only the owner of a file sets any time; others wait for the next tick.
    for (int tries = 0; tries < 2000; ++tries) {
        const timespec pause{0, 1'000'000};
        ::nanosleep(&pause, nullptr);
        if (::futimens(descriptor, nullptr) != 0) raise("it takes no time of change");
        if (isLater(timeOfChange(descriptor), before)) return;
    }
}

}  // namespace

std::filesystem::path journalOf(const std::filesystem::path& file) {
    return folderOf(file) / ("." + file.filename().string() + ".patch");
}

void writeJournal(const std::filesystem::path& file, int descriptor, const Patch& patch) {
    const auto path = journalOf(file);
    try {
        struct stat found {};
        if (::fstat(descriptor, &found) != 0) raise("it cannot be read");
        // Whoever may read the run may read its journal.
        const Descriptor journal(
            ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, found.st_mode & 0666));
        if (!journal) raise("its folder takes no new file");
        if (::fchmod(journal.get(), found.st_mode & 0666) != 0) raise("its journal cannot be shared");
        if (!writeAt(journal.get(), 0, encoded(descriptor, patch))) raise("the disk took no more");
        if (::fsync(journal.get()) != 0) raise("it did not reach the disk");
    } catch (...) {
        removeJournal(file);
        throw;
    }
    flushFolderOf(file);
}

std::optional<Patch> readJournal(const std::filesystem::path& file, int descriptor) {
    const Descriptor journal(::open(journalOf(file).c_str(), O_RDONLY | O_CLOEXEC));
    if (!journal && errno == ENOENT) return std::nullopt;
    if (!journal) raise("its journal cannot be opened");
    Bytes bytes(sizeOf(journal.get()));
    if (readAt(journal.get(), 0, bytes) < 0) raise("its journal cannot be read");
    Cursor cursor{checkedBody(bytes)};
    std::uint64_t size = 0, endSum = 0;
    if (!cursor.take(size) || !cursor.take(endSum) || size != sizeOf(descriptor)) return std::nullopt;
    auto patch = decodedPieces(cursor);
    if (!patch || checksumOfEnd(descriptor, *patch) != endSum) return std::nullopt;
    return patch;
}

void applyPatch(int descriptor, const Patch& patch) {
    for (const auto& [offset, piece] : patch.pieces())
        if (!writeAt(descriptor, offset, piece)) raise("the disk took no more");
    makeNewer(descriptor);
    if (::fsync(descriptor) != 0) raise("it did not reach the disk");
}

void removeJournal(const std::filesystem::path& file) {
    std::error_code ignored;
    if (std::filesystem::remove(journalOf(file), ignored)) flushFolderOf(file);
}

}  // namespace nescio
