#include "datasets/archive/unpacked.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <map>
#include <mutex>

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include "core/values/failure.h"
#include "datasets/archive/damage.h"
#include "datasets/junk.h"
#include "datasets/naming.h"
#include "datasets/progress_report.h"

namespace nescio {
namespace {

namespace fs = std::filesystem;

constexpr const char* kPassword = "behind a password";
constexpr std::size_t kReadAtOnce = std::size_t{1} << 18;  // read from the archive at once

struct Close {
    void operator()(archive* reader) const { archive_read_free(reader); }
};
using Reader = std::unique_ptr<archive, Close>;

[[noreturn]] void refuse(const fs::path& path, const std::string& expected, const std::string& found) {
    throw DataError(fmt::format("{}: expected {}, found {}", path.string(), expected, found));
}

/// Not the archive's fault.
[[noreturn]] void refuseRoom(const fs::path& path, const std::string& expected, const std::string& found) {
    throw Error(fmt::format("{}: expected {}, found {}", path.string(), expected, found));
}

Reader openArchive(const fs::path& path) {
    Reader reader(archive_read_new());
    if (!reader) throw std::bad_alloc();
    archive_read_support_filter_all(reader.get());
    archive_read_support_format_tar(reader.get());
    archive_read_support_format_gnutar(reader.get());
    archive_read_support_format_zip(reader.get());
    archive_read_support_format_raw(reader.get());  // one packed file, such as images.npy.xz
    if (archive_read_open_filename(reader.get(), path.c_str(), kReadAtOnce) != ARCHIVE_OK)
        refuse(path, "a readable archive", damageOf(reader.get()));
    return reader;
}

/// A folder that nobody else can look into.
fs::path privateFolder() {
    std::error_code error;
    auto place = fs::temp_directory_path(error);
    if (error) place = "/tmp";
    std::string name = (place / "nescio-archive-XXXXXX").string();
    if (!mkdtemp(name.data()))
        refuseRoom(place, "a folder for temporary files ($TMPDIR)", std::strerror(errno));
    return name;
}

/// The place of an entry below the root; empty for a name that leads out of it.
fs::path placeOf(const fs::path& root, const std::string& name) {
    const auto inside = fs::path(name).lexically_normal();
    if (inside.empty() || inside.is_absolute() || *inside.begin() == "..") return {};
    return root / inside;
}

/// Writes the entries of one archive below a root and keeps count.
class Unpacking {
  public:
    Unpacking(const fs::path& path, const fs::path& root, const LoadOptions& options,
              const ArchiveLimits& limits)
        : m_path(path), m_root(root), m_options(options), m_limits(limits), m_reader(openArchive(path)) {
        std::error_code error;
        const auto room = fs::space(root, error);
        if (!error) m_limits.bytes = std::min<std::uint64_t>(m_limits.bytes, room.available / 2);
    }

    /// false when stopped.
    bool run() {
        archive_entry* entry = nullptr;
        for (int status = next(&entry); status != ARCHIVE_EOF; status = next(&entry)) {
            if (m_options.stop.stop_requested()) return false;
            if (++m_entries > m_limits.entries)
                refuse(m_path, fmt::format("at most {} files", m_limits.entries), "more");
            if (const char* why = whyNot(entry))
                ++m_leftOut[why];
            else if (archive_entry_filetype(entry) == AE_IFREG && !write(entry))
                return false;
        }
        if (m_files == 0 && !m_leftOut.empty()) refuseAll();
        return true;
    }

    [[nodiscard]] std::vector<std::string> leftOut() const {
        std::vector<std::string> sentences;
        for (const auto& [why, count] : m_leftOut)
            sentences.push_back(fmt::format("left out of the archive: {} {}", count, why));
        if (m_repeated > 0)
            sentences.push_back(
                fmt::format("names that the archive has twice: {} ({}{}), of each the last is read",
                            m_repeated, m_repeated > 1 ? "first: " : "", m_firstRepeated));
        return sentences;
    }

  private:
    [[noreturn]] void refuseAll() const {
        std::vector<std::string> found;
        for (const auto& [why, count] : m_leftOut) found.push_back(fmt::format("{} {}", count, why));
        throw DataError(fmt::format(
            "{}: expected files that can be unpacked, found only {}{}", m_path.string(),
            fmt::join(found, ", "),
            m_leftOut.contains(kPassword) ? "; unpack it with the password and name the folder" : ""));
    }

    int next(archive_entry** entry) {
        const int status = archive_read_next_header(m_reader.get(), entry);
        if (status != ARCHIVE_OK && status != ARCHIVE_EOF && status != ARCHIVE_WARN)
            refuse(m_path, "a complete archive", damageOf(m_reader.get()));
        return status;
    }

    static const char* whyNot(archive_entry* entry) {
        const char* name = archive_entry_pathname(entry);
        if (!name) return "with names that cannot be read";
        if (archive_entry_is_encrypted(entry) != 0) return kPassword;
        if (archive_entry_hardlink(entry) || archive_entry_filetype(entry) == AE_IFLNK) return "links";
        if (const auto type = archive_entry_filetype(entry); type != AE_IFREG && type != AE_IFDIR)
            return "devices or pipes";
        return placeOf("/", name).empty() ? "with names that lead out of the archive" : nullptr;
    }

    bool write(archive_entry* entry) {
        // A single packed file has no name of its own.
        const bool raw = archive_format(m_reader.get()) == ARCHIVE_FORMAT_RAW;
        if (raw && archive_filter_count(m_reader.get()) < 2)
            refuse(m_path, "a complete archive", "damaged data");
        const auto place = placeOf(m_root, raw ? m_root.filename().string() : archive_entry_pathname(entry));
        if (isJunk(place.lexically_relative(m_root))) return true;
        std::error_code error;
        ++m_files;
        if (fs::exists(place, error) && m_repeated++ == 0)
            m_firstRepeated = place.lexically_relative(m_root).string();
        fs::create_directories(place.parent_path(), error);
        std::ofstream file(place, std::ios::binary);
        if (error || !file)
            refuse(m_path, "names that this disk can keep", "“" + place.filename().string() + "”");
        const void* block = nullptr;
        std::size_t size = 0;
        la_int64_t at = 0;
        for (;;) {
            if (m_options.stop.stop_requested()) return false;
            const int status = archive_read_data_block(m_reader.get(), &block, &size, &at);
            if (status == ARCHIVE_EOF) return true;
            if (status != ARCHIVE_OK) refuse(m_path, "a complete archive", damageOf(m_reader.get()));
            m_bytes += size;
            if (m_bytes > m_limits.bytes || static_cast<std::uint64_t>(at) > m_limits.bytes)
                refuse(m_path,
                       fmt::format("at most {} MiB unpacked (half of the free room in {})",
                                   m_limits.bytes >> 20, m_root.parent_path().parent_path().string()),
                       "more");
            file.seekp(at);
            if (!file.write(static_cast<const char*>(block), static_cast<std::streamsize>(size)).flush())
                refuseRoom(m_path, "room for the unpacked files (another folder: $TMPDIR)",
                           std::strerror(errno));
            reportRead(m_options, m_path, static_cast<std::int64_t>(m_bytes >> 20), 0);
        }
    }

    const fs::path& m_path;
    const fs::path& m_root;
    const LoadOptions& m_options;
    ArchiveLimits m_limits;
    Reader m_reader;
    std::int64_t m_entries = 0, m_files = 0, m_repeated = 0;
    std::string m_firstRepeated;
    std::uint64_t m_bytes = 0;
    std::map<std::string, std::int64_t> m_leftOut;  ///< by reason
};

/// The only entry of a folder; nullopt when there are several, or none.
std::optional<fs::path> onlyEntry(const fs::path& folder) {
    std::optional<fs::path> only;
    std::error_code error;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        if (only) return std::nullopt;
        only = it->path();
    }
    return only;
}

}  // namespace

std::shared_ptr<const Unpacked> Unpacked::unpack(const fs::path& archive, const LoadOptions& options,
                                                 const ArchiveLimits& limits) {
    if (options.depth >= limits.depth)
        refuse(archive, fmt::format("at most {} archives within each other", limits.depth), "one more");
    const auto folder = privateFolder();
    const auto root = folder / stemOf(archive);
    std::shared_ptr<Unpacked> unpacked(new Unpacked(archive, folder, root));
    std::error_code error;
    fs::create_directory(root, error);
    if (error) refuseRoom(folder, "a folder that can be written to ($TMPDIR)", error.message());
    Unpacking unpacking(archive, root, options, limits);
    if (!unpacking.run()) return nullptr;
    unpacked->m_leftOut = unpacking.leftOut();
    return unpacked;
}

std::shared_ptr<const Unpacked> Unpacked::lastOf(const fs::path& path, const LoadOptions& options) {
    struct Kept {
        fs::path path;
        fs::file_time_type time;
        std::uintmax_t size = 0;
        std::shared_ptr<const Unpacked> files;
    };
    static std::mutex mutex;
    static Kept kept;
    std::error_code error;
    const auto full = fs::absolute(path, error);
    const auto time = fs::last_write_time(path, error);
    const auto size = fs::file_size(path, error);
    {
        const std::lock_guard lock(mutex);
        if (kept.files && kept.path == full && kept.time == time && kept.size == size) return kept.files;
    }
    auto files = unpack(path, options);
    if (!files || options.depth > 0) return files;  // one within another ends with it
    const std::lock_guard lock(mutex);
    kept = {full, time, size, files};
    return files;
}

Unpacked::~Unpacked() {
    std::error_code ignored;
    fs::remove_all(m_folder, ignored);
}

fs::path Unpacked::content() const {
    fs::path at = m_root;
    std::error_code error;
    while (fs::is_directory(at, error)) {
        const auto only = onlyEntry(at);
        if (!only) break;
        at = *only;
    }
    return at;
}

std::string Unpacked::told(const std::string& error) const {
    const auto sentence = named(error);
    return m_leftOut.empty() ? sentence : fmt::format("{}; {}", sentence, fmt::join(m_leftOut, "; "));
}

std::string Unpacked::named(std::string text) const {
    const auto inside = m_root.string();
    for (auto at = text.find(inside); at != std::string::npos; at = text.find(inside, at))
        text.replace(at, inside.size(), m_archive.string());
    return text;
}

}  // namespace nescio
