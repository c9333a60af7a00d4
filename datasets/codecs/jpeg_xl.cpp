// JPEG XL: a stream of bits, bare or within boxes, that begins with the sides.
// Source: ISO/IEC 18181-1, annex D.2 (SizeHeader); ISO/IEC 18181-2, section 4 (boxes).
#include "datasets/codecs/image_header.h"

namespace nescio::codecs {
namespace {

/// Reads numbers of some bits, lowest first.
class Bits {
  public:
    explicit Bits(Bytes bytes) : m_bytes(bytes) {}
    std::uint64_t next(int n) {
        std::uint64_t value = 0;
        for (int i = 0; i < n; ++i, ++m_at)
            value |= (littleEndian(m_bytes, m_at / 8, 1) >> m_at % 8 & 1) << i;
        return value;
    }

  private:
    Bytes m_bytes;
    std::size_t m_at = 0;
};

std::int64_t side(Bits& bits, bool small) {
    if (small) return 8 * static_cast<std::int64_t>(bits.next(5) + 1);
    constexpr int kLengths[] = {9, 13, 18, 30};
    return static_cast<std::int64_t>(bits.next(kLengths[bits.next(2)]) + 1);
}

/// The bare stream; empty where it is none, or begins beyond the bytes.
Bytes streamOf(Bytes bytes) {
    if (standsAt(bytes, 0, "\xFF\x0A", 2)) return bytes;
    for (std::size_t at = 0; at + 8 <= bytes.size();) {
        const auto size = static_cast<std::size_t>(bigEndian(bytes, at, 4));
        if (standsAt(bytes, at + 4, "jxlc", 4)) return bytes.subspan(at + 8);
        if (standsAt(bytes, at + 4, "jxlp", 4) && bytes.size() > at + 12) return bytes.subspan(at + 12);
        if (size < 8) break;
        at += size;
    }
    return {};
}

}  // namespace

std::optional<ImageHeader> readJpegXl(Bytes bytes, bool) {
    const bool boxed = standsAt(bytes, 0, "\0\0\0\x0CJXL \r\n\x87\n", 12);
    if (!boxed && !standsAt(bytes, 0, "\xFF\x0A", 2)) return std::nullopt;
    ImageHeader header{.codec = "JPEG XL", .codecTurns = true};
    const auto stream = streamOf(bytes);
    if (!standsAt(stream, 0, "\xFF\x0A", 2)) return header;
    Bits bits(stream.subspan(2));
    const bool small = bits.next(1) != 0;
    header.height = side(bits, small);
    constexpr int kRatios[][2] = {{1, 1}, {12, 10}, {4, 3}, {3, 2}, {16, 9}, {5, 4}, {2, 1}};
    const auto ratio = bits.next(3);
    header.width =
        ratio == 0 ? side(bits, small) : header.height * kRatios[ratio - 1][0] / kRatios[ratio - 1][1];
    return header;
}

}  // namespace nescio::codecs
