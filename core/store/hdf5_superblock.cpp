#include "core/store/hdf5_superblock.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>
#include <string_view>

namespace nescio::hdf5 {
namespace {

constexpr std::size_t kHead = 24;  ///< of every version: signature, versions, sizes of addresses and lengths
constexpr std::uint64_t kLastPlace = std::uint64_t{1} << 20;
using Head = std::array<std::byte, kHead>;

std::optional<std::uint64_t> placeOf(const ReadAt& read) {
    static constexpr std::string_view kSignature = "\x89HDF\r\n\x1A\n";
    for (std::uint64_t at = 0; at <= kLastPlace; at = at == 0 ? 512 : 2 * at) {
        std::array<std::byte, kSignature.size()> bytes{};
        if (!read(at, bytes)) return std::nullopt;
        if (std::equal(bytes.begin(), bytes.end(), kSignature.begin(),
                       [](std::byte b, char c) { return b == static_cast<std::byte>(c); }))
            return at;
    }
    return std::nullopt;
}

bool isAddressSize(std::byte size) {
    return size == std::byte{2} || size == std::byte{4} || size == std::byte{8};
}

/// Versions 0 and 1: addresses of the base, the free space, the end and the driver's block follow the head,
/// of version 1 after four bytes more. A file in one piece has no driver's block: an address of ones.
bool isOldSafe(const ReadAt& read, std::uint64_t at, const Head& head) {
    const auto size = head[13];
    if (!isAddressSize(size) || !isAddressSize(head[14])) return false;
    const auto width = std::to_integer<std::size_t>(size);
    std::array<std::byte, 4 * 8> bytes{};
    const std::span addresses(bytes.data(), 4 * width);
    const auto from = at + kHead + (head[8] == std::byte{1} ? 4 : 0);
    if (!read(from, addresses)) return false;
    const auto driver = addresses.last(width);
    return std::all_of(driver.begin(), driver.end(), [](std::byte b) { return b == std::byte{0xFF}; });
}

/// Versions 2 and 3: four addresses follow twelve bytes, and a checksum that HDF5 itself compares.
bool isNewSafe(const ReadAt& read, std::uint64_t at, const Head& head) {
    if (!isAddressSize(head[9]) || !isAddressSize(head[10])) return false;
    std::array<std::byte, 4 * 8 + 4> rest{};
    return read(at + 12, std::span(rest.data(), 4 * std::to_integer<std::size_t>(head[9]) + 4));
}

}  // namespace

Superblock superblockOf(const ReadAt& read) {
    const auto at = placeOf(read);
    if (!at) return Superblock::Absent;
    Head head{};
    if (!read(*at, head)) return Superblock::Unsafe;
    const bool old = head[8] < std::byte{2};
    return (old ? isOldSafe(read, *at, head) : isNewSafe(read, *at, head)) ? Superblock::Safe
                                                                           : Superblock::Unsafe;
}

Superblock superblockOf(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return superblockOf([&](std::uint64_t offset, std::span<std::byte> bytes) {
        file.clear();
        return static_cast<bool>(
            file.seekg(static_cast<std::streamoff>(offset))
                .read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size())));
    });
}

}  // namespace nescio::hdf5
