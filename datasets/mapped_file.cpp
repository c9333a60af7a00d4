#include "datasets/mapped_file.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <memory>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include "core/values/failure.h"

namespace nescio {
namespace {

constexpr std::size_t kPiece = std::size_t{8} << 20;  // written at once to the temporary file

class Mapping {
  public:
    Mapping(void* start, std::size_t length) : m_start(start), m_length(length) {}
    ~Mapping() { munmap(m_start, m_length); }
    Mapping(const Mapping&) = delete;
    Mapping& operator=(const Mapping&) = delete;

    /// The whole pages within these bytes need not stay in memory.
    static void forget(std::span<const std::uint8_t> bytes) {
        const auto page = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
        const auto before = reinterpret_cast<std::uintptr_t>(bytes.data()) % page;
        const auto length = (before + bytes.size()) / page * page;
        auto* start = const_cast<std::uint8_t*>(bytes.data()) - before;
        if (length > 0) madvise(start, length, MADV_DONTNEED);
    }

  private:
    void* m_start;
    std::size_t m_length;
};

[[noreturn]] void refuse(const std::filesystem::path& path, const char* expected) {
    throw DataError(fmt::format("{}: expected {}, found: {}", path.string(), expected, std::strerror(errno)));
}

std::filesystem::path temporaryFolder() {
    std::error_code error;
    auto folder = std::filesystem::temp_directory_path(error);
    return error ? std::filesystem::path("/tmp") : folder;
}

/// Not the set's fault.
[[noreturn]] void refuseRoom(const char* expected) {
    const int reason = errno;
    throw Error(fmt::format("{}: expected {}, found: {}", temporaryFolder().string(), expected,
                            std::strerror(reason)));
}

ByteBlock mapOpen(int file, const std::filesystem::path& path, std::uint64_t offset, std::uint64_t n) {
    const auto page = static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
    const auto before = offset % page;
    const auto length = static_cast<std::size_t>(before + n);
    void* start = mmap(nullptr, length, PROT_READ, MAP_SHARED, file, static_cast<off_t>(offset - before));
    if (start == MAP_FAILED) refuse(path, "a file that can be mapped into memory");
    return ByteBlock::elsewhere(
        {static_cast<const std::uint8_t*>(start) + before, static_cast<std::size_t>(n)},
        std::make_shared<Mapping>(start, length), Mapping::forget);
}

/// A file that nobody else can open and that ends with its last user.
int openNameless(const std::filesystem::path& folder) {
    if (const int file = open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600); file >= 0) return file;
    std::string name =
        (folder / "nescio-images-XXXXXX").string();  // where the system cannot do without a name
    const int file = mkostemp(name.data(), O_CLOEXEC);
    if (file >= 0) unlink(name.c_str());
    return file;
}

}  // namespace

ByteBlock mapFile(const std::filesystem::path& path, std::uint64_t offset, std::uint64_t n) {
    if (n == 0) return {};
    const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) refuse(path, "a readable file");
    const std::unique_ptr<const int, void (*)(const int*)> closed(&file, [](const int* f) { close(*f); });
    struct stat facts {};
    if (fstat(file, &facts) != 0) refuse(path, "a readable file");
    const auto size = static_cast<std::uint64_t>(facts.st_size);
    if (size < offset || size - offset < n)
        throw DataError(fmt::format("{}: expected {} bytes of images, found {}", path.string(), n,
                                    size < offset ? 0 : size - offset));
    return mapOpen(file, path, offset, n);
}

BlockBuilder::~BlockBuilder() {
    if (m_file >= 0) close(m_file);
}

void BlockBuilder::append(std::span<const std::uint8_t> bytes) {
    m_buffer.insert(m_buffer.end(), bytes.begin(), bytes.end());
    m_size += bytes.size();
    if (m_file < 0 && m_size >= kMapFrom) spill();
    if (m_file >= 0 && m_buffer.size() >= kPiece) flush();
}

void BlockBuilder::spill() {
    const auto folder = temporaryFolder();
    m_file = openNameless(folder);
    if (m_file < 0) refuseRoom("a folder for temporary files, as the set is large ($TMPDIR)");
    flush();
    m_buffer = {};
    m_buffer.reserve(2 * kPiece);
}

void BlockBuilder::flush() {
    for (std::size_t done = 0; done < m_buffer.size();) {
        const auto wrote = write(m_file, m_buffer.data() + done, m_buffer.size() - done);
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote < 0) refuseRoom("room for the unpacked images (another folder: $TMPDIR; or a limit)");
        done += static_cast<std::size_t>(wrote);
    }
    m_buffer.clear();
}

ByteBlock BlockBuilder::finish() {
    if (m_file < 0) {
        m_size = 0;
        return ByteBlock(std::move(m_buffer));
    }
    flush();
    auto block = mapOpen(m_file, temporaryFolder(), 0, m_size);
    close(m_file);
    m_file = -1;
    m_size = 0;
    return block;
}

}  // namespace nescio
