// Reads a plain or gzip-compressed file from front to back. Every read is checked: what is missing or
// damaged becomes a DataError that names the file, never a buffer of left-over bytes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "core/values/byte_block.h"

namespace nescio {

/// A file being read, unpacked on the way when it is gzip.
class ByteReader {
  public:
    /// Throws: DataError when the file cannot be opened.
    explicit ByteReader(std::filesystem::path path);
    ~ByteReader();
    ByteReader(const ByteReader&) = delete;
    ByteReader& operator=(const ByteReader&) = delete;

    /// As many bytes as there are, at most buffer.size().   Throws: DataError on damaged gzip data.
    std::size_t readSome(std::span<std::uint8_t> buffer);

    /// Exactly n bytes, in pieces, so that a false size in a header allocates no more than the file holds.
    /// `what` ends the message "expected n bytes of `what`, found m". nullopt when stopped; `onPiece` hears
    /// of the bytes read so far.
    /// Throws: DataError when the file ends early.
    std::optional<std::vector<std::uint8_t>> readExactly(
        std::uint64_t n, const char* what, const std::stop_token& stop = {},
        const std::function<void(std::uint64_t)>& onPiece = {});

    /// As many rows of `rowBytes` each: the first, or, where `rows` names them in ascending order, those;
    /// what lies between is skipped. Many of a plain file stay in it (mapFile). Otherwise like readExactly().
    std::optional<ByteBlock> readRows(std::int64_t count, const std::vector<std::int64_t>& rows,
                                      std::int64_t rowBytes, const char* what,
                                      const std::stop_token& stop = {},
                                      const std::function<void(std::uint64_t)>& onPiece = {});

    /// Passes over n bytes.   Throws: DataError when the file ends before.
    void skip(std::uint64_t n, const char* what);

    /// Throws: DataError when anything follows; `what` names what the file should have ended with.
    void expectEnd(const char* what);

  private:
    using Sink = std::function<void(std::span<const std::uint8_t>)>;
    bool readInto(const Sink& sink, std::uint64_t n, const char* what, const std::stop_token& stop);

    std::filesystem::path m_path;
    void* m_file = nullptr;  // gzFile, kept opaque so that zlib stays in the source file
};

/// A big-endian 32-bit number.   Requires: at + 4 <= bytes.size().
std::uint32_t bigEndian32(std::span<const std::uint8_t> bytes, std::size_t at);

}  // namespace nescio
