#include "datasets/byte_reader.h"

#include <algorithm>

#include <fmt/format.h>
#include <zlib.h>

#include "core/values/failure.h"
#include "datasets/mapped_file.h"

namespace nescio {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 20;

gzFile handle(void* file) {
    return static_cast<gzFile>(file);
}

}  // namespace

ByteReader::ByteReader(std::filesystem::path path) : m_path(std::move(path)) {
    m_file = gzopen(m_path.c_str(), "rb");
    if (!m_file) throw DataError(fmt::format("{}: expected a readable file, found none", m_path.string()));
    gzbuffer(handle(m_file), 1 << 17);
}

ByteReader::~ByteReader() {
    gzclose(handle(m_file));
}

std::size_t ByteReader::readSome(std::span<std::uint8_t> buffer) {
    std::size_t done = 0;
    while (done < buffer.size()) {
        const auto want = static_cast<unsigned>(std::min(buffer.size() - done, kPiece));
        const int got = gzread(handle(m_file), buffer.data() + done, want);
        int code = Z_OK;
        const char* reason = gzerror(handle(m_file), &code);
        if (got < 0 || code == Z_BUF_ERROR)
            throw DataError(fmt::format("{}: expected complete gzip data, found {}", m_path.string(),
                                        code == Z_BUF_ERROR ? "a file that was cut short" : reason));
        if (got == 0) break;
        done += static_cast<std::size_t>(got);
    }
    return done;
}

/// In pieces, so that a false size in a header allocates no more than the file holds; false when stopped.
bool ByteReader::readInto(const Sink& sink, std::uint64_t n, const char* what, const std::stop_token& stop) {
    std::vector<std::uint8_t> piece(static_cast<std::size_t>(std::min<std::uint64_t>(n, kPiece)));
    for (std::uint64_t done = 0; done < n;) {
        if (stop.stop_requested()) return false;
        const auto wanted =
            std::span(piece).first(static_cast<std::size_t>(std::min<std::uint64_t>(n - done, piece.size())));
        const auto got = readSome(wanted);
        done += got;
        if (got < wanted.size())
            throw DataError(
                fmt::format("{}: expected {} bytes of {}, found {}", m_path.string(), n, what, done));
        sink(wanted);
    }
    return true;
}

std::optional<std::vector<std::uint8_t>> ByteReader::readExactly(
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

void ByteReader::skip(std::uint64_t n, const char* what) {
    if (n > 0 && gzseek(handle(m_file), static_cast<z_off_t>(n), SEEK_CUR) < 0)
        throw DataError(fmt::format("{}: expected {} bytes before the next of {}, found an end",
                                    m_path.string(), n, what));
}

std::optional<ByteBlock> ByteReader::readRows(std::int64_t count, const std::vector<std::int64_t>& rows,
                                              std::int64_t rowBytes, const char* what,
                                              const std::stop_token& stop,
                                              const std::function<void(std::uint64_t)>& onPiece) {
    const auto total = static_cast<std::uint64_t>(count) * static_cast<std::uint64_t>(rowBytes);
    if (rows.empty() && total >= kMapFrom && gzdirect(handle(m_file)) != 0) {
        const auto start = static_cast<std::uint64_t>(gztell(handle(m_file)));
        auto block = mapFile(m_path, start, total);
        skip(total, what);
        return block;
    }
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
        skip(static_cast<std::uint64_t>((rows[i] - next) * rowBytes), what);
        if (!readInto(keep, run * static_cast<std::uint64_t>(rowBytes), what, stop)) return std::nullopt;
        next = rows[i] + static_cast<std::int64_t>(run);
        i += run;
    }
    return builder.finish();
}

void ByteReader::expectEnd(const char* what) {
    std::uint8_t extra = 0;
    if (readSome({&extra, 1}) > 0)
        throw DataError(
            fmt::format("{}: expected the file to end after {}, found more bytes", m_path.string(), what));
}

std::uint32_t bigEndian32(std::span<const std::uint8_t> bytes, std::size_t at) {
    return std::uint32_t{bytes[at]} << 24 | std::uint32_t{bytes[at + 1]} << 16 |
           std::uint32_t{bytes[at + 2]} << 8 | std::uint32_t{bytes[at + 3]};
}

}  // namespace nescio
