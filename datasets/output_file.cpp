#include "datasets/output_file.h"

#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <system_error>

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

[[noreturn]] void refuse(const fs::path& path, const std::system_error& error) {
    throw Error(fmt::format("{}: expected to write a file, found that {}; nothing was changed", path.string(),
                            error.what()));
}

}  // namespace

OutputFile::OutputFile(const fs::path& path) try
    : m_path(followLinks(path)), m_lock(m_path), m_fresh(m_path, m_lock), m_file(m_fresh.takeDescriptor()) {
} catch (const std::system_error& error) {
    refuse(path, error);
}

void OutputFile::write(std::span<const std::uint8_t> bytes) {
    if (!writeAt(m_file.get(), m_size, std::as_bytes(bytes)))
        refuse(m_path, std::system_error(errno, std::generic_category(), "the disk took no more"));
    m_size += bytes.size();
}

void OutputFile::write(std::string_view text) {
    write(std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

void OutputFile::putInPlace() {
    try {
        m_fresh.putInPlace(m_file.get());
        m_lock.flush();
    } catch (const std::system_error& error) {
        refuse(m_path, error);
    }
}

OutputFolder::OutputFolder(const fs::path& path) : m_path(bare(path)), m_beside(besideOf(m_path)) {
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
