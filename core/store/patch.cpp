#include "core/store/patch.h"

#include <algorithm>
#include <cstring>

namespace nescio {

Patch::Pieces::const_iterator Patch::firstBehind(std::uint64_t offset) const {
    auto piece = m_pieces.upper_bound(offset);
    if (piece == m_pieces.begin()) return piece;
    const auto before = std::prev(piece);
    return before->first + before->second.size() > offset ? before : piece;
}

void Patch::put(std::uint64_t offset, std::span<const std::byte> bytes) {
    if (bytes.empty()) return;
    const auto end = offset + bytes.size();
    const auto first = firstBehind(offset);
    if (first != m_pieces.end() && first->first <= offset && end <= first->first + first->second.size()) {
        auto& piece = m_pieces[first->first];  // the usual case when HDF5 writes the same node again
        std::copy(bytes.begin(), bytes.end(),
                  piece.begin() + static_cast<std::ptrdiff_t>(offset - first->first));
        return;
    }
    auto last = first;
    auto from = offset, to = end;
    for (; last != m_pieces.end() && last->first < end; ++last) {
        from = std::min(from, last->first);
        to = std::max(to, last->first + last->second.size());
    }
    std::vector<std::byte> merged(to - from);
    for (auto piece = first; piece != last; ++piece)
        std::copy(piece->second.begin(), piece->second.end(),
                  merged.begin() + static_cast<std::ptrdiff_t>(piece->first - from));
    std::copy(bytes.begin(), bytes.end(), merged.begin() + static_cast<std::ptrdiff_t>(offset - from));
    m_pieces.erase(first, last);
    m_pieces.emplace(from, std::move(merged));
}

void Patch::layOver(std::uint64_t offset, std::span<std::byte> bytes) const {
    const auto end = offset + bytes.size();
    for (auto piece = firstBehind(offset); piece != m_pieces.end() && piece->first < end; ++piece) {
        const auto from = std::max(offset, piece->first);
        const auto to = std::min<std::uint64_t>(end, piece->first + piece->second.size());
        std::memcpy(bytes.data() + (from - offset), piece->second.data() + (from - piece->first), to - from);
    }
}

}  // namespace nescio
