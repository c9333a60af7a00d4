// Bytes that come one after the other: from a file, or from a member of an archive. Every read is checked:
// what is missing or damaged becomes a DataError that names where, never a buffer of left-over bytes.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "core/values/byte_block.h"

namespace nescio {

/// A source being read from front to back.
class ByteSource {
  public:
    explicit ByteSource(std::string name) : m_name(std::move(name)) {}
    virtual ~ByteSource() = default;
    ByteSource(const ByteSource&) = delete;
    ByteSource& operator=(const ByteSource&) = delete;

    /// What messages call it.
    [[nodiscard]] const std::string& name() const { return m_name; }

    /// As many bytes as there are, at most buffer.size().   Throws: DataError on damaged data.
    virtual std::size_t readSome(std::span<std::uint8_t> buffer) = 0;

    /// Passes over n bytes.   Throws: DataError when the source ends before.
    virtual void skip(std::uint64_t n, const char* what);

    /// Exactly n bytes, in pieces, so that a false size in a header allocates no more than the source holds.
    /// `what` ends the message "expected n bytes of `what`, found m". nullopt when stopped; `onPiece` hears
    /// of the bytes read so far.
    /// Throws: DataError when the source ends early.
    std::optional<std::vector<std::uint8_t>> readExactly(
        std::uint64_t n, const char* what, const std::stop_token& stop = {},
        const std::function<void(std::uint64_t)>& onPiece = {});

    /// As many rows of `rowBytes` each: the first, or, where `rows` names them in ascending order, those;
    /// what lies between is skipped. Many that need no unpacking stay in their file (mapFile). Otherwise like
    /// readExactly().
    std::optional<ByteBlock> readRows(std::int64_t count, const std::vector<std::int64_t>& rows,
                                      std::int64_t rowBytes, const char* what,
                                      const std::stop_token& stop = {},
                                      const std::function<void(std::uint64_t)>& onPiece = {});

    /// Throws: DataError when anything follows; `what` names what the source should have ended with.
    void expectEnd(const char* what);

  private:
    using Sink = std::function<void(std::span<const std::uint8_t>)>;
    bool readInto(const Sink& sink, std::uint64_t n, const char* what, const std::stop_token& stop);

    /// The next n bytes where they lie; nullopt where they have to be unpacked.
    virtual std::optional<ByteBlock> inPlace(std::uint64_t n);

    std::string m_name;
};

}  // namespace nescio
