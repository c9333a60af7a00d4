// Files for tests: bytes to a temporary folder, and the good bytes of each format, built here by hand so that
// a reader is never tested against its own writer.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <zlib.h>

namespace files {

using Bytes = std::string;

inline void write(const std::filesystem::path& path, const Bytes& bytes) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

inline Bytes read(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

inline void writeGzip(const std::filesystem::path& path, const Bytes& bytes) {
    const gzFile file = gzopen(path.c_str(), "wb");
    gzwrite(file, bytes.data(), static_cast<unsigned>(bytes.size()));
    gzclose(file);
}

inline Bytes big32(std::uint32_t v) {
    return {static_cast<char>(v >> 24), static_cast<char>(v >> 16), static_cast<char>(v >> 8),
            static_cast<char>(v)};
}

inline Bytes little32(std::uint32_t v) {
    return {static_cast<char>(v), static_cast<char>(v >> 8), static_cast<char>(v >> 16),
            static_cast<char>(v >> 24)};
}

/// n bytes 0, 1, 2, ... so that every place has a value of its own (modulo 251, a prime).
inline Bytes ramp(std::size_t n) {
    Bytes bytes(n, '\0');
    for (std::size_t i = 0; i < n; ++i) bytes[i] = static_cast<char>(i % 251);
    return bytes;
}

inline Bytes idxImages(std::uint32_t n, std::uint32_t height, std::uint32_t width) {
    return big32(0x803) + big32(n) + big32(height) + big32(width) + ramp(std::size_t{n} * height * width);
}

inline Bytes idxLabels(const std::vector<int>& labels) {
    Bytes bytes = big32(0x801) + big32(static_cast<std::uint32_t>(labels.size()));
    for (const int label : labels) bytes += static_cast<char>(label);
    return bytes;
}

inline Bytes cifar(const std::vector<int>& labels) {
    Bytes bytes;
    for (const int label : labels) bytes += static_cast<char>(label) + ramp(3072);
    return bytes;
}

/// A batch as Python 2 pickled it.
inline Bytes cifarPickle(const std::vector<int>& labels) {
    const Bytes zero(1, '\0');
    const auto text = [](const Bytes& t) { return Bytes{'U', static_cast<char>(t.size())} + t; };
    Bytes numbers, pixels;
    for (const int label : labels) {
        numbers += Bytes{'K', static_cast<char>(label)};
        pixels += ramp(3072);
    }
    const Bytes array = "cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK" + zero + "\x85" +
                        text("b") + "\x87R(K\x01K" + Bytes(1, static_cast<char>(labels.size())) + "M" + zero +
                        "\x0C\x86"
                        "cnumpy\ndtype\n" +
                        text("u1") + "K" + zero + "K\x01\x87R(K\x03" + text("|") +
                        "NNNJ\xFF\xFF\xFF\xFFJ\xFF\xFF\xFF\xFFK" + zero + "tb\x89T" +
                        little32(static_cast<std::uint32_t>(pixels.size())) + pixels + "tb";
    return "\x80\x02}(" + text("batch_label") + text("a batch") + text("labels") + "](" + numbers + "e" +
           text("data") + array + "u.";
}

inline Bytes npy(const std::string& type, bool fortran, const std::string& shape, const Bytes& data,
                 int version = 1) {
    Bytes header = "{'descr': '" + type + "', 'fortran_order': " + (fortran ? "True" : "False") +
                   ", 'shape': (" + shape + "), }\n";
    const Bytes size = little32(static_cast<std::uint32_t>(header.size())).substr(0, version == 1 ? 2 : 4);
    return Bytes("\x93NUMPY") + static_cast<char>(version) + '\0' + size + header + data;
}

/// One variable of a MATLAB 5 file, as unsigned bytes in column-major order.
inline Bytes matVariable(const std::string& name, const std::vector<std::uint32_t>& dims, const Bytes& data) {
    const auto element = [](std::uint32_t type, const Bytes& body) {
        return little32(type) + little32(static_cast<std::uint32_t>(body.size())) + body +
               Bytes((8 - body.size() % 8) % 8, '\0');
    };
    Bytes sizes;
    for (const auto dim : dims) sizes += little32(dim);
    const Bytes flags = little32(9) + little32(0);  // class uint8
    return element(14, element(6, flags) + element(5, sizes) + element(1, name) + element(2, data));
}

inline Bytes mat(const Bytes& variables) {
    Bytes header = "MATLAB 5.0 MAT-file, written by a test";
    header.resize(124, ' ');
    return header + Bytes("\x00\x01IM", 4) + variables;
}

inline Bytes pngChunk(const Bytes& type, const Bytes& data) {
    const Bytes body = type + data;
    const auto sum = crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()));
    return big32(static_cast<std::uint32_t>(data.size())) + body + big32(static_cast<std::uint32_t>(sum));
}

/// A grey 8-bit PNG whose header may claim other sides than its data has.
inline Bytes png(std::uint32_t width, std::uint32_t height, std::uint32_t claimedWidth,
                 std::uint32_t claimedHeight) {
    Bytes lines;
    for (std::uint32_t y = 0; y < height; ++y) lines += '\0' + ramp(width);
    Bytes packed(compressBound(static_cast<uLong>(lines.size())), '\0');
    auto size = static_cast<uLongf>(packed.size());
    compress(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(lines.data()),
             static_cast<uLong>(lines.size()));
    packed.resize(size);
    return "\x89PNG\r\n\x1A\n" +
           pngChunk("IHDR", big32(claimedWidth) + big32(claimedHeight) + Bytes("\x08\0\0\0\0", 5)) +
           pngChunk("IDAT", packed) + pngChunk("IEND", "");
}

inline Bytes png(std::uint32_t width, std::uint32_t height) {
    return png(width, height, width, height);
}

}  // namespace files
