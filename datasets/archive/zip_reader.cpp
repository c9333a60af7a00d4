#include "datasets/archive/zip_reader.h"

#include <algorithm>
#include <fstream>
#include <new>
#include <string_view>

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include "core/values/failure.h"
#include "datasets/address.h"
#include "datasets/archive/damage.h"
#include "datasets/mapped_file.h"

namespace nescio {
namespace {

constexpr std::size_t kZipBlock = std::size_t{1} << 18;  // read from the file at once
constexpr std::size_t kKnown = 256;  // first bytes by which a stored member's place is checked

/// Whether the list of members at the end of the file is there: without it, the library makes do with those
/// it meets, and the others would be missed.
bool hasDirectory(const std::filesystem::path& path) {
    constexpr std::streamoff kLongest = 22 + 65535;  // the record at the end, and a comment
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    const auto size = static_cast<std::streamoff>(file.tellg());
    file.seekg(std::max<std::streamoff>(0, size - kLongest));
    const std::string end{std::istreambuf_iterator<char>(file), {}};
    return end.find("PK\x05\x06") != std::string::npos;
}

class ZipMember : public ByteSource {
  public:
    ZipMember(const std::string& name, const std::filesystem::path& path, archive* reader, std::uint64_t size)
        : ByteSource(name), m_path(path), m_archive(reader), m_size(size) {
        const char* format = archive_format_name(reader);
        m_stored = format && std::string_view(format).find("uncompressed") != std::string_view::npos;
        m_start = static_cast<std::uint64_t>(std::max<la_int64_t>(0, archive_filter_bytes(reader, -1)));
    }

    std::size_t readSome(std::span<std::uint8_t> buffer) override {
        if (m_direct) return readDirect(buffer);
        std::size_t done = 0;
        while (done < buffer.size()) {
            const auto got = archive_read_data(m_archive, buffer.data() + done, buffer.size() - done);
            if (got < 0)
                throw DataError(
                    fmt::format("{}: expected undamaged ZIP data, found {}", name(), damageOf(m_archive)));
            if (got == 0) break;
            done += static_cast<std::size_t>(got);
        }
        if (m_position < kKnown) {
            const auto more = std::min(done, kKnown - static_cast<std::size_t>(m_position));
            m_known.insert(m_known.end(), buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(more));
        }
        m_position += done;
        return done;
    }

    void skip(std::uint64_t n, const char* what) override {
        if (n == 0) return;
        if (!isDirect()) return ByteSource::skip(n, what);
        if (m_size - m_position < n)
            throw DataError(
                fmt::format("{}: expected {} bytes before the next of {}, found an end", name(), n, what));
        m_position += n;
    }

  private:
    std::optional<ByteBlock> inPlace(std::uint64_t n) override {
        if (!isDirect()) return std::nullopt;
        if (m_size - m_position < n)
            throw DataError(
                fmt::format("{}: expected {} bytes of images, found {}", name(), n, m_size - m_position));
        auto block = mapFile(m_path, m_start + m_position, n);
        m_position += n;
        return block;
    }

    /// From here on past the library, which can only read on: where the first bytes are found where they
    /// should lie in the file.
    bool isDirect() {
        if (m_direct || !m_stored || m_known.empty() || m_size < m_position) return m_direct;
        const auto there = mapFile(m_path, m_start, m_known.size());
        m_direct = std::equal(m_known.begin(), m_known.end(), there.begin());
        return m_direct;
    }

    std::size_t readDirect(std::span<std::uint8_t> buffer) {
        const auto n = std::min<std::uint64_t>(buffer.size(), m_size - m_position);
        const auto bytes = mapFile(m_path, m_start + m_position, n);
        std::copy(bytes.begin(), bytes.end(), buffer.begin());
        m_position += n;
        return static_cast<std::size_t>(n);
    }

    const std::filesystem::path& m_path;
    archive* m_archive;
    std::uint64_t m_size;
    std::uint64_t m_start = 0;     // of its bytes in the file
    std::uint64_t m_position = 0;  // within the member
    std::vector<std::uint8_t> m_known;
    bool m_stored = false;
    bool m_direct = false;
};

}  // namespace

ZipReader::ZipReader(std::filesystem::path path) : m_path(std::move(path)), m_archive(archive_read_new()) {
    if (!m_archive) throw std::bad_alloc();
    if (!hasDirectory(m_path)) {
        archive_read_free(m_archive);
        throw DataError(
            fmt::format("{}: expected a complete ZIP file, found one without its end: it was cut short",
                        m_path.string()));
    }
    archive_read_support_format_zip(m_archive);
    if (archive_read_open_filename(m_archive, m_path.c_str(), kZipBlock) == ARCHIVE_OK) return;
    const auto reason = damageOf(m_archive);
    archive_read_free(m_archive);
    throw DataError(fmt::format("{}: expected a readable ZIP file, found {}", m_path.string(), reason));
}

ZipReader::~ZipReader() {
    archive_read_free(m_archive);
}

bool ZipReader::next() {
    archive_entry* entry = nullptr;
    const int status = archive_read_next_header(m_archive, &entry);
    if (status == ARCHIVE_EOF) return false;
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN)
        throw DataError(
            fmt::format("{}: expected a complete ZIP file, found {}", m_path.string(), damageOf(m_archive)));
    const char* name = archive_entry_pathname(entry);
    m_name = name ? name : "";
    m_size = static_cast<std::uint64_t>(std::max<la_int64_t>(0, archive_entry_size(entry)));
    m_encrypted = archive_entry_is_encrypted(entry) != 0;
    return true;
}

std::unique_ptr<ByteSource> ZipReader::open(const std::string& title) {
    auto name = toText(Address{m_path, title});
    if (m_encrypted)
        throw DataError(fmt::format(
            "{}: expected bytes that can be read, found them behind a password; unpack the file with it",
            name));
    return std::make_unique<ZipMember>(std::move(name), m_path, m_archive, m_size);
}

}  // namespace nescio
