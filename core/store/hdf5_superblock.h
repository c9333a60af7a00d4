// What HDF5 believes of a file before it checks anything: looked at first, as it asks for whatever memory a
// damaged one claims.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>

namespace nescio::hdf5 {

/// Reads bytes at an offset; false where the file has not all of them.
using ReadAt = std::function<bool(std::uint64_t offset, std::span<std::byte> bytes)>;

enum class Superblock {
    Absent,  ///< nothing of HDF5's at byte 0, 512, 1024, … up to a mebibyte
    Unsafe,  ///< incomplete, or with the block of a driver of its own, of which HDF5 takes the size as it is
             ///< claimed
    Safe,    ///< to be opened; the rest of the file may still be damaged
};

/// Source: HDF5 File Format Specification 3.0, section II.A, "Disk Format: Level 0A - Format Signature and
/// Superblock".
Superblock superblockOf(const ReadAt& read);
Superblock superblockOf(const std::filesystem::path& path);

}  // namespace nescio::hdf5
