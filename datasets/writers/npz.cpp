// Arrays “images” [N,C,H,W] and, where there are labels, “labels” [N] and “class_names”, deflated.
#include <memory>
#include <string_view>

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include "core/values/failure.h"
#include "datasets/arrays/npy_header.h"
#include "datasets/arrays/npy_texts.h"
#include "datasets/output_file.h"
#include "datasets/writer.h"

namespace nescio::writers::npz {
namespace {

struct Close {
    void operator()(::archive* writer) const { archive_write_free(writer); }
    void operator()(archive_entry* entry) const { archive_entry_free(entry); }
};

/// A ZIP file being written.
class ZipWriter {
  public:
    ZipWriter(const std::filesystem::path& path, const std::filesystem::path& beside)
        : m_path(path), m_writer(archive_write_new()) {
        archive_write_set_format_zip(m_writer.get());
        archive_write_zip_set_compression_deflate(m_writer.get());
        check(archive_write_open_filename(m_writer.get(), beside.c_str()));
    }
    void begin(const char* name, std::uint64_t size) {
        constexpr std::int64_t kFirst = 315'532'800;  // 1980, where ZIP's time begins: the same bytes any day
        const std::unique_ptr<archive_entry, Close> entry(archive_entry_new());
        archive_entry_set_pathname(entry.get(), name);
        archive_entry_set_size(entry.get(), static_cast<la_int64_t>(size));
        archive_entry_set_filetype(entry.get(), AE_IFREG);
        archive_entry_set_perm(entry.get(), 0644);
        archive_entry_set_mtime(entry.get(), kFirst, 0);
        check(archive_write_header(m_writer.get(), entry.get()));
    }
    void write(const void* bytes, std::size_t n) {
        if (archive_write_data(m_writer.get(), bytes, n) != static_cast<la_ssize_t>(n)) check(ARCHIVE_FATAL);
    }
    void finish() { check(archive_write_close(m_writer.get())); }

  private:
    void check(int status) const {
        if (status != ARCHIVE_OK && status != ARCHIVE_WARN)
            throw Error(fmt::format("{}: expected to write a file, found: {}", m_path.string(),
                                    archive_error_string(m_writer.get())));
    }
    const std::filesystem::path& m_path;
    std::unique_ptr<::archive, Close> m_writer;
};

bool write(const std::filesystem::path& path, const ImageSet& set, const WriteOptions& options) {
    OutputFile file(path);
    ZipWriter zip(path, file.beside());
    const auto header = npyHeader("|u1", {set.count, set.shape.channels, set.shape.height, set.shape.width});
    zip.begin("images.npy", header.size() + static_cast<std::uint64_t>(set.count * set.shape.dims()));
    zip.write(header.data(), header.size());
    for (std::int64_t i = 0; i < set.count; ++i) {
        if (options.stop.stop_requested()) return false;
        const auto image = set.image(i);
        zip.write(image.data(), image.size());
    }
    if (!set.labels.empty()) {
        const auto start = npyHeader("<i8", {set.count});
        const std::vector<std::int64_t> labels(set.labels.begin(), set.labels.end());
        zip.begin("labels.npy", start.size() + labels.size() * sizeof(std::int64_t));
        zip.write(start.data(), start.size());
        zip.write(labels.data(), labels.size() * sizeof(std::int64_t));
        if (!set.classNames.empty()) {
            const auto names = npyTexts(set.classNames);
            zip.begin("class_names.npy", names.size());
            zip.write(names.data(), names.size());
        }
    }
    zip.finish();
    file.putInPlace();
    return true;
}

}  // namespace

WriterKind kind() {
    return {.id = "npz", .title = "arrays of images and labels", .ending = ".npz", .write = write};
}

}  // namespace nescio::writers::npz
