#include "core/store/layered_file.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace nescio {

LayeredFile::LayeredFile(Descriptor file, Patch patch, std::function<bool()> isSteady)
    : m_file(std::move(file)),
      m_patch(std::move(patch)),
      m_isSteady(std::move(isSteady)),
      m_size(sizeOf(m_file.get())) {}

bool LayeredFile::read(std::uint64_t offset, std::span<std::byte> bytes) {
    if (m_unsteady) return false;
    const auto got = readAt(m_file.get(), offset, bytes);
    if (got < 0) return false;
    std::fill(bytes.begin() + got, bytes.end(), std::byte{});
    m_patch.layOver(offset, bytes);
    m_unsteady = m_isSteady && !m_isSteady();
    return !m_unsteady;
}

void LayeredFile::write(std::uint64_t offset, std::span<const std::byte> bytes) {
    if (m_sealed) return;
    const auto end = offset + bytes.size();
    const auto below = offset < m_protected ? std::min(end, m_protected) - offset : 0;
    m_patch.put(offset, bytes.first(below));
    if (below < bytes.size()) writeToDisk(offset + below, bytes.subspan(below));
    m_size = std::max(m_size, end);
}

void LayeredFile::writeToDisk(std::uint64_t offset, std::span<const std::byte> bytes) {
    if (m_failure == 0 && !writeAt(m_file.get(), offset, bytes)) m_failure = errno;
}

void LayeredFile::requireDisk() const {
    if (m_failure != 0) throw std::system_error(m_failure, std::generic_category(), "the disk took no more");
}

void LayeredFile::cutAtEndOfData() {
    if (m_sealed || m_protected == std::numeric_limits<std::uint64_t>::max()) return;
    const auto size = std::max(m_endOfData, m_protected);
    if (size == m_size) return;
    if (m_failure == 0 && ::ftruncate(m_file.get(), static_cast<off_t>(size)) != 0) m_failure = errno;
    m_size = size;
}

}  // namespace nescio
