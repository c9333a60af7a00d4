#include "datasets/byte_source.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/values/failure.h"
#include "datasets/mapped_file.h"

namespace nescio {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 20;

}  // namespace

std::optional<ByteBlock> ByteSource::inPlace(std::uint64_t) {
    return std::nullopt;
}

/// In pieces, so that a false size in a header allocates no more than the source holds; false when stopped.
bool ByteSource::readInto(const Sink& sink, std::uint64_t n, const char* what, const std::stop_token& stop) {
    std::vector<std::uint8_t> piece(static_cast<std::size_t>(std::min<std::uint64_t>(n, kPiece)));
    for (std::uint64_t done = 0; done < n;) {
        if (stop.stop_requested()) return false;
        const auto wanted =
            std::span(piece).first(static_cast<std::size_t>(std::min<std::uint64_t>(n - done, piece.size())));
        const auto got = readSome(wanted);
        done += got;
        if (got < wanted.size())
            throw DataError(fmt::format("{}: expected {} bytes of {}, found {}", m_name, n, what, done));
        sink(wanted);
    }
    return true;
}

std::optional<std::vector<std::uint8_t>> ByteSource::readExactly(
    std::uint64_t n, const char* what, const std::stop_token& stop,
    const std::function<void(std::uint64_t)>& onPiece) {
    std::vector<std::uint8_t> bytes;
    const auto keep = [&](std::span<const std::uint8_t> piece) {
        bytes.insert(bytes.end(), piece.begin(), piece.end());
        if (onPiece) onPiece(bytes.size());
    };
    if (!readInto(keep, n, what, stop)) return std::nullopt;
    return bytes;
}

void ByteSource::skip(std::uint64_t n, const char* what) {
    readInto([](std::span<const std::uint8_t>) {}, n, what, {});
}

std::optional<ByteBlock> ByteSource::readRows(std::int64_t count, const std::vector<std::int64_t>& rows,
                                              std::int64_t rowBytes, const char* what,
                                              const std::stop_token& stop,
                                              const std::function<void(std::uint64_t)>& onPiece) {
    const auto each = static_cast<std::uint64_t>(rowBytes);
    const auto total = static_cast<std::uint64_t>(count) * each;
    if (rows.empty() && total >= kMapFrom)
        if (auto block = inPlace(total)) return block;
    BlockBuilder builder;
    const auto keep = [&](std::span<const std::uint8_t> piece) {
        builder.append(piece);
        if (onPiece) onPiece(builder.size());
    };
    if (rows.empty()) {
        if (!readInto(keep, total, what, stop)) return std::nullopt;
        return builder.finish();
    }
    std::int64_t next = 0;
    for (std::size_t i = 0; i < rows.size();) {
        std::size_t run = 1;  // rows that follow each other are read at once
        while (i + run < rows.size() && rows[i + run] == rows[i] + static_cast<std::int64_t>(run)) ++run;
        if (stop.stop_requested()) return std::nullopt;
        skip(static_cast<std::uint64_t>(rows[i] - next) * each, what);
        if (!readInto(keep, run * each, what, stop)) return std::nullopt;
        next = rows[i] + static_cast<std::int64_t>(run);
        i += run;
    }
    return builder.finish();
}

void ByteSource::expectEnd(const char* what) {
    std::uint8_t extra = 0;
    if (readSome({&extra, 1}) > 0)
        throw DataError(fmt::format("{}: expected the file to end after {}, found more bytes", m_name, what));
}

}  // namespace nescio
