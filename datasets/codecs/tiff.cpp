// TIFF: a directory of tags that may lie anywhere in the file. EXIF blocks are small TIFF files, so the
// orientation of photographs is read here too.   Source: TIFF revision 6.0, section 2; CIPA DC-008.
#include "datasets/codecs/image_header.h"

namespace nescio::codecs {
namespace {

constexpr int kWidth = 256, kHeight = 257, kBits = 258, kPhotometric = 262, kOrientation = 274;
constexpr int kWhiteIsZero = 0, kBlackIsZero = 1;
constexpr int kMostPages = 1'000'000;

/// The first directory of a TIFF; lookups of absent tags give the fallback.
class Directory {
  public:
    explicit Directory(Bytes bytes) : m_bytes(bytes), m_little(standsAt(bytes, 0, "II", 2)) {
        m_start = static_cast<std::size_t>(number(4, 4));
    }
    [[nodiscard]] bool isTiff() const {
        return (standsAt(m_bytes, 0, "II*\0", 4) || standsAt(m_bytes, 0, "MM\0*", 4));
    }
    /// Goes on to the next directory; false when this is the last.
    bool next() {
        const auto before = m_start;
        m_start = inside() ? static_cast<std::size_t>(number(m_start + 2 + 12 * entries(), 4)) : 0;
        return m_start != before && inside();
    }
    [[nodiscard]] bool inside() const {
        return m_start >= 8 && m_start + 2 <= m_bytes.size() &&
               m_start + 2 + 12 * entries() <= m_bytes.size();
    }
    [[nodiscard]] std::int64_t value(int tag, std::int64_t fallback) const {
        for (std::size_t i = 0; inside() && i < entries(); ++i) {
            const std::size_t at = m_start + 2 + 12 * i;
            if (number(at, 2) != static_cast<std::uint64_t>(tag)) continue;
            const int bytes = number(at + 2, 2) == 3 ? 2 : 4;  // SHORT or LONG
            return static_cast<std::int64_t>(number(at + 8, bytes));
        }
        return fallback;
    }

  private:
    [[nodiscard]] std::size_t entries() const { return static_cast<std::size_t>(number(m_start, 2)); }
    [[nodiscard]] std::uint64_t number(std::size_t at, int n) const {
        return m_little ? littleEndian(m_bytes, at, n) : bigEndian(m_bytes, at, n);
    }

    Bytes m_bytes;
    bool m_little;
    std::size_t m_start = 0;
};

int checkedOrientation(const Directory& directory) {
    const auto value = directory.value(kOrientation, 1);
    return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
}

}  // namespace

int exifOrientation(Bytes tiff) {
    const Directory directory(tiff);
    return directory.isTiff() ? checkedOrientation(directory) : 1;
}

std::optional<ImageHeader> readTiff(Bytes bytes, bool whole) {
    const Directory directory(bytes);
    if (!directory.isTiff()) return std::nullopt;
    ImageHeader header{.codec = "TIFF"};
    header.width = directory.value(kWidth, 0);
    header.height = directory.value(kHeight, 0);
    const auto photometric = directory.value(kPhotometric, kBlackIsZero);
    header.channels = photometric == kWhiteIsZero || photometric == kBlackIsZero ? 1 : 3;
    header.orientation = checkedOrientation(directory);
    header.deep = directory.value(kBits, 8) != 8;  // of colours it tells where they are told
    if (whole)
        for (Directory page = directory; header.frames < kMostPages && page.next();) ++header.frames;
    if (whole && !directory.inside()) header.damage = "a file that was cut short (no directory)";
    return header;
}

}  // namespace nescio::codecs
