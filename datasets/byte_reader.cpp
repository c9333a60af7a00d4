#include "datasets/byte_reader.h"

#include <algorithm>

#include <fmt/format.h>
#include <zlib.h>

#include "core/values/failure.h"

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

std::optional<std::vector<std::uint8_t>> ByteReader::readExactly(
    std::uint64_t n, const char* what, const std::stop_token& stop,
    const std::function<void(std::uint64_t)>& onPiece) {
    std::vector<std::uint8_t> bytes;
    while (bytes.size() < n) {
        if (stop.stop_requested()) return std::nullopt;
        const std::size_t before = bytes.size();
        bytes.resize(before + static_cast<std::size_t>(std::min<std::uint64_t>(n - before, kPiece)));
        const std::size_t got = readSome(std::span(bytes).subspan(before));
        if (before + got < bytes.size())
            throw DataError(
                fmt::format("{}: expected {} bytes of {}, found {}", m_path.string(), n, what, before + got));
        if (onPiece) onPiece(bytes.size());
    }
    return bytes;
}

std::optional<std::vector<std::uint8_t>> ByteReader::readRows(
    std::int64_t count, const std::vector<std::int64_t>& rows, std::int64_t rowBytes, const char* what,
    const std::stop_token& stop, const std::function<void(std::uint64_t)>& onPiece) {
    if (rows.empty()) return readExactly(static_cast<std::uint64_t>(count * rowBytes), what, stop, onPiece);
    std::vector<std::uint8_t> bytes;
    std::int64_t next = 0;
    for (std::size_t i = 0; i < rows.size();) {
        std::size_t run = 1;  // rows that follow each other are read at once
        while (i + run < rows.size() && rows[i + run] == rows[i] + static_cast<std::int64_t>(run)) ++run;
        if (rows[i] > next && gzseek(handle(m_file), (rows[i] - next) * rowBytes, SEEK_CUR) < 0)
            throw DataError(fmt::format("{}: expected row {} of {}, found an end before it", m_path.string(),
                                        rows[i], what));
        const auto before = bytes.size();
        auto piece =
            readExactly(run * static_cast<std::uint64_t>(rowBytes), what, stop, [&](std::uint64_t done) {
                if (onPiece) onPiece(before + done);
            });
        if (!piece) return std::nullopt;
        if (bytes.empty())
            bytes = std::move(*piece);
        else
            bytes.insert(bytes.end(), piece->begin(), piece->end());
        next = rows[i] + static_cast<std::int64_t>(run);
        i += run;
    }
    return bytes;
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
