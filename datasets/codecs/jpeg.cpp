// JPEG: segments that begin with a marker, the frame header among them, then coded data up to the mark EOI.
// Whether the coded data are whole, only decoding them tells.   Source: ITU-T T.81, annex B.
#include "datasets/codecs/image_header.h"

namespace nescio::codecs {
namespace {

constexpr int kStartOfScan = 0xDA;
constexpr int kApp1 = 0xE1;

/// Frame headers are C0 to CF, without the three that hold tables or are reserved.
bool isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

void readSegment(Bytes bytes, std::size_t at, std::size_t length, int marker, ImageHeader& header) {
    if (isFrame(marker)) {
        header.height = static_cast<std::int64_t>(bigEndian(bytes, at + 3, 2));
        header.width = static_cast<std::int64_t>(bigEndian(bytes, at + 5, 2));
        header.channels = bigEndian(bytes, at + 7, 1) == 1 ? 1 : 3;
    } else if (marker == kApp1 && length > 8 && standsAt(bytes, at + 2, "Exif\0\0", 6) &&
               at + length <= bytes.size()) {
        header.orientation = exifOrientation(bytes.subspan(at + 8, length - 8));
    }
}

}  // namespace

std::optional<ImageHeader> readJpeg(Bytes bytes, bool whole) {
    if (!standsAt(bytes, 0, "\xFF\xD8\xFF", 3)) return std::nullopt;
    ImageHeader header{.codec = "JPEG"};
    std::size_t at = 2;
    while (at + 4 <= bytes.size() && bytes[at] == 0xFF) {
        const int marker = bytes[at + 1];
        if (marker == 0xFF) {  // padding
            ++at;
            continue;
        }
        const auto length = static_cast<std::size_t>(bigEndian(bytes, at + 2, 2));
        if (length < 2) break;
        readSegment(bytes, at + 2, length, marker, header);
        at += 2 + length;
        if (marker == kStartOfScan) return header;
    }
    if (whole) header.damage = "a file without image data";
    return header;
}

}  // namespace nescio::codecs
