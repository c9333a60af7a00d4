// Reads a plain or gzip-compressed file from front to back.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

#include "datasets/byte_source.h"

namespace nescio {

/// A file being read, unpacked on the way when it is gzip.
class ByteReader : public ByteSource {
  public:
    /// Throws: DataError when the file cannot be opened.
    explicit ByteReader(std::filesystem::path path);
    ~ByteReader() override;

    std::size_t readSome(std::span<std::uint8_t> buffer) override;
    void skip(std::uint64_t n, const char* what) override;

  private:
    std::optional<ByteBlock> inPlace(std::uint64_t n) override;

    std::filesystem::path m_path;
    void* m_file = nullptr;  // gzFile, kept opaque so that zlib stays in the source file
};

/// A big-endian 32-bit number.   Requires: at + 4 <= bytes.size().
std::uint32_t bigEndian32(std::span<const std::uint8_t> bytes, std::size_t at);

}  // namespace nescio
