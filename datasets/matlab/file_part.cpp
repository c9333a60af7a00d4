#include "datasets/matlab/file_part.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <zlib.h>

#include "core/values/failure.h"
#include "datasets/mapped_file.h"

namespace nescio {

FilePart::FilePart(const std::filesystem::path& path, std::uint64_t at, std::uint64_t n)
    : ByteSource(path.string()), m_path(path), m_file(path, std::ios::binary), m_at(at), m_left(n) {
    if (!m_file) throw DataError(fmt::format("{}: expected a readable file, found none", name()));
    m_file.seekg(static_cast<std::streamoff>(at));
}

std::size_t FilePart::readSome(std::span<std::uint8_t> buffer) {
    const auto wanted = std::min<std::uint64_t>(buffer.size(), m_left);
    m_file.read(reinterpret_cast<char*>(buffer.data()), static_cast<std::streamsize>(wanted));
    const auto got = static_cast<std::uint64_t>(m_file.gcount());
    m_at += got;
    m_left -= got;
    return static_cast<std::size_t>(got);
}

void FilePart::skip(std::uint64_t n, const char* what) {
    if (n > m_left)
        throw DataError(
            fmt::format("{}: expected {} bytes before the next of {}, found {}", name(), n, what, m_left));
    m_at += n;
    m_left -= n;
    m_file.seekg(static_cast<std::streamoff>(m_at));
}

std::optional<ByteBlock> FilePart::inPlace(std::uint64_t n) {
    auto block = mapFile(m_path, m_at, n);
    skip(n, "the file");
    return block;
}

struct InflateSource::State {
    z_stream stream{};
    std::array<std::uint8_t, 1 << 16> input{};
    bool ended = false;
};

InflateSource::InflateSource(std::unique_ptr<ByteSource> packed)
    : ByteSource(packed->name()), m_packed(std::move(packed)), m_state(std::make_unique<State>()) {
    if (inflateInit(&m_state->stream) != Z_OK) throw std::bad_alloc();
}

InflateSource::~InflateSource() {
    inflateEnd(&m_state->stream);
}

std::size_t InflateSource::readSome(std::span<std::uint8_t> buffer) {
    auto& stream = m_state->stream;
    constexpr std::size_t kMost = std::size_t{1} << 30;  // zlib counts in unsigned int
    const auto wanted = std::min(buffer.size(), kMost);
    stream.next_out = buffer.data();
    stream.avail_out = static_cast<uInt>(wanted);
    while (stream.avail_out > 0 && !m_state->ended) {
        if (stream.avail_in == 0) {
            stream.next_in = m_state->input.data();
            stream.avail_in = static_cast<uInt>(m_packed->readSome(m_state->input));
            if (stream.avail_in == 0) break;  // cut short: who asked for more says so
        }
        const int status = inflate(&stream, Z_NO_FLUSH);
        if (status != Z_OK && status != Z_STREAM_END)
            throw DataError(fmt::format("{}: expected complete zlib data, found {}", name(),
                                        stream.msg ? stream.msg : "damaged data"));
        m_state->ended = status == Z_STREAM_END;
    }
    return wanted - stream.avail_out;
}

}  // namespace nescio
