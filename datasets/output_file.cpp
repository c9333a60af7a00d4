#include "datasets/output_file.h"

#include <cstdlib>

#include <fmt/format.h>

#include <unistd.h>

#include "core/values/failure.h"

namespace nescio {
namespace {

namespace fs = std::filesystem;

/// "images/" names the folder that "images" does.
fs::path bare(const fs::path& path) {
    return path.has_filename() ? path : path.parent_path();
}

/// A name in the same folder that no other writer has.
fs::path besideOf(const fs::path& path) {
    return path.parent_path() / fmt::format(".{}.part-{}", path.filename().string(), ::getpid());
}

}  // namespace

OutputFile::OutputFile(fs::path path)
    : m_path(std::move(path)),
      m_beside(besideOf(m_path)),
      m_file(m_beside, std::ios::binary | std::ios::trunc) {
    if (!m_file) refuse();
}

OutputFile::~OutputFile() {
    std::error_code ignored;
    if (!m_beside.empty()) fs::remove(m_beside, ignored);
}

void OutputFile::refuse() const {
    throw Error(fmt::format(
        "{}: expected to write a file, found no way to (folder missing, not writable, or disk full)",
        m_path.string()));
}

void OutputFile::write(std::span<const std::uint8_t> bytes) {
    write(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

void OutputFile::write(std::string_view text) {
    if (!m_file.write(text.data(), static_cast<std::streamsize>(text.size()))) refuse();
}

void OutputFile::putInPlace() {
    m_file.close();
    std::error_code error;
    if (m_file) fs::rename(m_beside, m_path, error);
    if (!m_file || error) refuse();
    m_beside.clear();
}

OutputFolder::OutputFolder(fs::path path) : m_path(bare(path)), m_beside(besideOf(m_path)) {
    std::error_code error;
    if (fs::exists(fs::symlink_status(m_path, error)) &&
        (!fs::is_directory(m_path, error) || !fs::is_empty(m_path, error)))
        throw Error(fmt::format("{}: expected a new or an empty folder, found {}", m_path.string(),
                                fs::is_directory(m_path, error) ? "one with files in it" : "a file"));
    fs::remove_all(m_beside, error);
    if (!fs::create_directory(m_beside, error))
        throw Error(fmt::format("{}: expected to make a folder, found no way to ({})", m_path.string(),
                                error.message()));
}

OutputFolder::~OutputFolder() {
    std::error_code ignored;
    if (!m_beside.empty()) fs::remove_all(m_beside, ignored);
}

void OutputFolder::write(const fs::path& name, std::string_view bytes) const {
    std::error_code error;
    fs::create_directories((m_beside / name).parent_path(), error);
    std::ofstream file(m_beside / name, std::ios::binary);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.close();
    if (!file)
        throw Error(fmt::format("{}: expected to write “{}”, found no way to (disk full?)", m_path.string(),
                                name.string()));
}

void OutputFolder::putInPlace() {
    std::error_code error;
    fs::rename(m_beside, m_path, error);  // also over an empty folder
    if (error)
        throw Error(fmt::format("{}: expected to make a folder, found no way to ({})", m_path.string(),
                                error.message()));
    m_beside.clear();
}

}  // namespace nescio
