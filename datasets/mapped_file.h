// Sets larger than memory: the bytes stay in a file that the system maps, and are read when they are asked
// for.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>

#include "core/values/byte_block.h"

namespace nescio {

/// From so many bytes on, a set stays in its file (256 MiB). Smaller ones are read, so that a file may change
/// after its set was loaded.
inline constexpr std::uint64_t kMapFrom = std::uint64_t{256} << 20;

/// n bytes of a file from `offset` on, unread.   Throws: DataError when the file is shorter or cannot be
/// mapped.
ByteBlock mapFile(const std::filesystem::path& path, std::uint64_t offset, std::uint64_t n);

/// Gathers the bytes of a set that has to be unpacked or decoded: in memory up to kMapFrom, from there on in
/// a file without a name in the folder for temporary files, which ends with the block.
class BlockBuilder {
  public:
    BlockBuilder() = default;
    ~BlockBuilder();
    BlockBuilder(const BlockBuilder&) = delete;
    BlockBuilder& operator=(const BlockBuilder&) = delete;

    /// Throws: Error when the folder for temporary files has no room.
    void append(std::span<const std::uint8_t> bytes);
    [[nodiscard]] std::uint64_t size() const { return m_size; }
    /// What was gathered; the builder is empty afterwards.
    ByteBlock finish();

  private:
    void spill();
    void flush();

    ByteBlock::Bytes m_buffer;
    std::uint64_t m_size = 0;
    int m_file = -1;
};

}  // namespace nescio
