#include "core/files/growing_file.h"

#include <cerrno>
#include <span>
#include <system_error>

#include <fmt/format.h>

#include "core/values/failure.h"

namespace nescio {

GrowingFile::GrowingFile(const std::filesystem::path& path) : m_path(path) {
    try {
        const auto file = followLinks(path);
        // Runs in the same folder may be written while this grows: the folder is not locked for so long.
        m_fresh.emplace(file, FolderLock(file, FolderLock::Wait::NotAtAll));
        m_file = m_fresh->takeDescriptor();
    } catch (const std::system_error& error) {
        refuse(error);
    }
}

void GrowingFile::add(std::string_view bytes) {
    if (!writeAt(m_file.get(), m_size, std::as_bytes(std::span(bytes))))
        refuse(std::system_error(errno, std::generic_category(), "the disk took no more"));
    m_size += bytes.size();
}

void GrowingFile::putInPlace() {
    try {
        m_fresh->putInPlace(m_file.get());
        FolderLock(followLinks(m_path), FolderLock::Wait::NotAtAll).flush();
    } catch (const std::system_error& error) {
        refuse(error);
    }
}

void GrowingFile::refuse(const std::exception& error) const {
    throw Error(fmt::format("{}: expected to write {} bytes and more, found that {}; nothing was changed",
                            m_path.string(), m_size, error.what()));
}

}  // namespace nescio
