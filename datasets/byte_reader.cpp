#include "datasets/byte_reader.h"

#include <algorithm>

#include <fmt/format.h>
#include <zlib.h>

#include "core/values/failure.h"
#include "datasets/mapped_file.h"

namespace nescio {
namespace {

constexpr std::size_t kMostAtOnce = std::size_t{1} << 20;

gzFile handle(void* file) {
    return static_cast<gzFile>(file);
}

}  // namespace

ByteReader::ByteReader(std::filesystem::path path) : ByteSource(path.string()), m_path(std::move(path)) {
    m_file = gzopen(m_path.c_str(), "rb");
    if (!m_file) throw DataError(fmt::format("{}: expected a readable file, found none", name()));
    gzbuffer(handle(m_file), 1 << 17);
}

ByteReader::~ByteReader() {
    gzclose(handle(m_file));
}

std::size_t ByteReader::readSome(std::span<std::uint8_t> buffer) {
    std::size_t done = 0;
    while (done < buffer.size()) {
        const auto want = static_cast<unsigned>(std::min(buffer.size() - done, kMostAtOnce));
        const int got = gzread(handle(m_file), buffer.data() + done, want);
        int code = Z_OK;
        const char* reason = gzerror(handle(m_file), &code);
        if (got < 0 || code == Z_BUF_ERROR)
            throw DataError(fmt::format("{}: expected complete gzip data, found {}", name(),
                                        code == Z_BUF_ERROR ? "a file that was cut short" : reason));
        if (got == 0) break;
        done += static_cast<std::size_t>(got);
    }
    return done;
}

void ByteReader::skip(std::uint64_t n, const char* what) {
    if (n > 0 && gzseek(handle(m_file), static_cast<z_off_t>(n), SEEK_CUR) < 0)
        throw DataError(
            fmt::format("{}: expected {} bytes before the next of {}, found an end", name(), n, what));
}

std::optional<ByteBlock> ByteReader::inPlace(std::uint64_t n) {
    if (gzdirect(handle(m_file)) == 0) return std::nullopt;
    auto block = mapFile(m_path, static_cast<std::uint64_t>(gztell(handle(m_file))), n);
    skip(n, "images");
    return block;
}

std::uint32_t bigEndian32(std::span<const std::uint8_t> bytes, std::size_t at) {
    return std::uint32_t{bytes[at]} << 24 | std::uint32_t{bytes[at + 1]} << 16 |
           std::uint32_t{bytes[at + 2]} << 8 | std::uint32_t{bytes[at + 3]};
}

}  // namespace nescio
