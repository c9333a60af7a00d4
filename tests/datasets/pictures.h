// Pictures for tests: made by OpenCV where it can, the odd ones by hand.
#pragma once

#include <string>
#include <vector>

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>

#include "core/values/image.h"
#include "tests/datasets/files.h"

namespace pictures {

/// Red to the right, green downwards, blue constant: every turn of it looks different.
inline cv::Mat gradient(int type) {
    cv::Mat mat(20, 30, type);
    const int scale = mat.depth() == CV_16U ? 257 : 1;
    const int channels = mat.channels();
    for (int y = 0; y < mat.rows; ++y)
        for (int x = 0; x < mat.cols; ++x)
            for (int c = 0; c < channels; ++c) {
                const int value = (channels == 1 || c == 2 ? x * 8
                                   : c == 1                ? y * 12
                                   : c == 0                ? 40
                                                           : 255) *
                                  scale;
                if (mat.depth() == CV_16U)
                    mat.ptr<std::uint16_t>(y)[x * channels + c] = static_cast<std::uint16_t>(value);
                else
                    mat.ptr<std::uint8_t>(y)[x * channels + c] = static_cast<std::uint8_t>(value);
            }
    return mat;
}

inline files::Bytes encoded(const cv::Mat& mat, const char* extension,
                            const std::vector<int>& settings = {}) {
    std::vector<std::uint8_t> bytes;
    cv::imencode(extension, mat, bytes, settings);
    return {bytes.begin(), bytes.end()};
}

/// An EXIF block that holds nothing but an orientation.
inline files::Bytes exif(int orientation) {
    return files::Bytes("II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0", 18) +
           static_cast<char>(orientation) + files::Bytes(7, '\0');
}

inline files::Bytes withExif(const files::Bytes& jpeg, int orientation) {
    const files::Bytes body = files::Bytes("Exif\0\0", 6) + exif(orientation);
    const auto length = static_cast<char>(body.size() + 2);
    return jpeg.substr(0, 2) + "\xFF\xE1" + '\0' + length + body + jpeg.substr(2);
}

/// A grey TIFF of 3×2 pixels, 10 to 60, lying as `orientation` says.
inline files::Bytes tiff(int orientation) {
    const auto entry = [](int tag, std::uint32_t value) {
        return files::little32(static_cast<std::uint32_t>(tag)).substr(0, 2) +
               files::Bytes("\x04\0\x01\0\0\0", 6) + files::little32(value);
    };
    const files::Bytes pixels("\x0A\x14\x1E\x28\x32\x3C\0\0", 8);
    return files::Bytes("II*\0\x10\0\0\0", 8) + pixels + files::Bytes("\x09\0", 2) + entry(256, 3) +
           entry(257, 2) + entry(258, 8) + entry(259, 1) + entry(262, 1) + entry(273, 8) +
           entry(274, static_cast<std::uint32_t>(orientation)) + entry(278, 2) + entry(279, 6) +
           files::Bytes(4, '\0');
}

inline bool mentions(const nescio::Image& image, const char* word) {
    for (const auto& change : image.changes)
        if (change.find(word) != std::string::npos) return true;
    return false;
}

/// A PNG of any kind; `lines` are its rows, each behind its filter byte.
inline files::Bytes png(std::uint32_t width, std::uint32_t height, const files::Bytes& kind,
                        const files::Bytes& before, const files::Bytes& lines) {
    files::Bytes packed(compressBound(static_cast<uLong>(lines.size())), '\0');
    auto size = static_cast<uLongf>(packed.size());
    compress(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(lines.data()),
             static_cast<uLong>(lines.size()));
    packed.resize(size);
    return "\x89PNG\r\n\x1A\n" +
           files::pngChunk("IHDR",
                           files::big32(width) + files::big32(height) + kind + files::Bytes(3, '\0')) +
           before + files::pngChunk("IDAT", packed) + files::pngChunk("IEND", "");
}

/// A GIF of two frames of 3×2 pixels on a canvas of 4×2: the first, at the right, counts 0 to 5 in a palette
/// of `colours`; index 5 is transparent.
inline files::Bytes gif(const files::Bytes& colours) {
    const auto frame = [](const files::Bytes& indices) {
        // Nine clear codes in between keep all codes four bits long, so that nothing is compressed.
        files::Bytes codes, bits;
        for (const char index : indices) codes += files::Bytes(1, '\x08') + index;
        codes += '\x09';
        for (std::size_t i = 0; i < codes.size(); i += 2)
            bits += static_cast<char>(codes[i] | (i + 1 < codes.size() ? codes[i + 1] << 4 : 0));
        return files::Bytes("\x21\xF9\x04\x01\0\0\x05\0\x2C\x01\0\0\0\x03\0\x02\0\0\x03", 19) +
               static_cast<char>(bits.size()) + bits + '\0';
    };
    return "GIF89a" + files::Bytes("\x04\0\x02\0\x82\0\0", 7) + colours + frame({0, 1, 2, 3, 4, 5}) +
           frame({1, 1, 1, 1, 1, 1}) + ";";
}

}  // namespace pictures
