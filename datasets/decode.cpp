#include "datasets/decode.h"

#include <algorithm>
#include <fstream>

#include <fmt/format.h>

#include "core/values/failure.h"
#include "datasets/format.h"
#include "datasets/limits.h"
#include "datasets/orientation.h"

#ifdef NESCIO_IMAGE_CODECS
#include <opencv2/core.hpp>
#include <opencv2/core/utils/logger.hpp>
#include <opencv2/imgcodecs.hpp>
#endif

namespace nescio {
namespace {

constexpr std::uint64_t kPeek = 1 << 20;           // photographs keep up to some 100 KiB before their size
constexpr std::uint64_t kMostFileBytes = 1 << 29;  // 64 megapixels of 16-bit colour with alpha, stored raw

std::vector<std::uint8_t> readBytes(const std::filesystem::path& path, std::uint64_t most) {
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    std::ifstream file(path, std::ios::binary);
    if (error || !file)
        throw ImageError(fmt::format("{}: expected a readable image file, found none", path.string()));
    if (most > kPeek && size > kMostFileBytes)
        throw ImageError(fmt::format("{}: expected an image file of at most {} MiB, found {} MiB",
                                     path.string(), kMostFileBytes >> 20, size >> 20));
    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(std::min<std::uint64_t>(size, most)));
    file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    if (static_cast<std::size_t>(file.gcount()) != bytes.size())
        throw ImageError(
            fmt::format("{}: expected {} bytes, read {}", path.string(), bytes.size(), file.gcount()));
    return bytes;
}

[[noreturn]] void refuseContent(const std::filesystem::path& path) {
    throw ImageError(fmt::format("{}: expected a PNG, JPEG, WebP, BMP or TIFF image, found {}", path.string(),
                                 describeContent(readHead(path))));
}

[[noreturn, maybe_unused]] void refuseDamage(const std::filesystem::path& path, const ImageHeader& header,
                                             const std::string& found) {
    throw ImageError(
        fmt::format("{}: expected a complete {} image, found {}", path.string(), header.codec, found));
}

#ifdef NESCIO_IMAGE_CODECS

/// Calls visit(channel, pixel index, 8-bit value) over interleaved values; 16-bit ones are divided by 257,
/// which maps 65535 to 255 exactly, and rounded.
template <class Visit>
void visitBytes(const cv::Mat& mat, Visit visit) {
    const bool deep = mat.depth() == CV_16U;
    const int channels = mat.channels();
    for (int y = 0; y < mat.rows; ++y)
        for (int i = 0; i < mat.cols * channels; ++i) {
            const int value = deep ? (mat.ptr<std::uint16_t>(y)[i] + 128) / 257 : mat.ptr<std::uint8_t>(y)[i];
            visit(i % channels, std::size_t{static_cast<unsigned>(y)} * mat.cols + i / channels, value);
        }
}

cv::Mat decodePixels(const std::filesystem::path& path, const std::vector<std::uint8_t>& bytes,
                     const ImageHeader& header) {
    cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
    cv::Mat mat;
    try {
        mat = cv::imdecode(bytes, cv::IMREAD_UNCHANGED);
    } catch (const cv::Exception& error) {
        refuseDamage(path, header, "data that cannot be decoded (" + error.err + ")");
    }
    if (mat.empty()) refuseDamage(path, header, "data that cannot be decoded");
    if (mat.depth() != CV_8U && mat.depth() != CV_16U)
        throw ImageError(fmt::format("{}: expected 8 or 16 bits a channel, found {} bits{}", path.string(),
                                     8 * mat.elemSize1(), mat.depth() >= CV_32F ? " (floating point)" : ""));
    if (const int n = mat.channels(); n != 1 && n != 3 && n != 4)
        throw ImageError(fmt::format("{}: expected 1, 3 or 4 channels, found {}", path.string(), n));
    return mat;
}

/// Lays transparent pixels over white, as a viewer of documents does.   Returns: whether any pixel changed.
bool layOverWhite(const cv::Mat& mat, Image& image) {
    const auto plane = static_cast<std::size_t>(image.shape.height) * image.shape.width;
    bool changed = false;
    visitBytes(mat, [&](int channel, std::size_t pixel, int alpha) {
        if (channel != 3 || alpha == 255) return;
        changed = true;
        for (std::size_t at = pixel; at < image.bytes.size(); at += plane)
            image.bytes[at] =
                static_cast<std::uint8_t>((image.bytes[at] * alpha + 255 * (255 - alpha) + 127) / 255);
    });
    return changed;
}

/// Interleaved blue-green-red(-alpha) or grey to planes of red, green, blue or grey.
Image toPlanes(const cv::Mat& mat, const ImageHeader& header) {
    Image image;
    const int channels = header.channels == 1 || mat.channels() == 1 ? 1 : 3;
    image.shape = {.channels = channels, .height = mat.rows, .width = mat.cols};
    image.bytes.resize(static_cast<std::size_t>(image.shape.dims()));
    const auto plane = static_cast<std::size_t>(mat.rows) * mat.cols;
    visitBytes(mat, [&](int channel, std::size_t pixel, int value) {
        if (channel >= channels) return;  // alpha, or the copies a codec made of a grey plane
        const auto to = static_cast<std::size_t>(channels - 1 - channel);
        image.bytes[to * plane + pixel] = static_cast<std::uint8_t>(value);
    });
    if (mat.depth() == CV_16U) image.changes.push_back("depth: 16 bits to 8 (divided by 257, rounded)");
    if (mat.channels() == 4 && layOverWhite(mat, image)) image.changes.push_back("alpha: laid over white");
    return image;
}

Image decode(const std::filesystem::path& path, const std::vector<std::uint8_t>& bytes,
             const ImageHeader& header) {
    if (!header.damage.empty()) refuseDamage(path, header, header.damage);
    Image image = toPlanes(decodePixels(path, bytes, header), header);
    if (!header.codecTurns) return upright(image, header.orientation);
    if (header.orientation != 1) image.changes.push_back(orientationText(header.orientation));
    return image;
}

#else

Image decode(const std::filesystem::path& path, const std::vector<std::uint8_t>&, const ImageHeader& header) {
    throw ImageError(
        fmt::format("{}: expected a build with image codecs to read this {} image, found one "
                    "without (NESCIO_IMAGE_CODECS)",
                    path.string(), header.codec));
}

#endif

}  // namespace

std::optional<ImageHeader> peekImage(const std::filesystem::path& path) {
    auto bytes = readBytes(path, kPeek);
    auto header = readImageHeader(bytes, false);
    if (header && (header->width == 0 || header->height == 0) && bytes.size() == kPeek) {
        bytes = readBytes(path, kMostFileBytes);
        header = readImageHeader(bytes, false);
    }
    if (header && header->width > 0 && header->height > 0) checkSides(path, header->height, header->width);
    return header;
}

Image decodeImage(const std::filesystem::path& path) {
    if (!peekImage(path)) refuseContent(path);
    const auto bytes = readBytes(path, kMostFileBytes);
    const auto header = readImageHeader(bytes, true);
    if (!header) refuseContent(path);  // changed on disk since the peek
    if (header->damage.empty()) checkSides(path, header->height, header->width);
    Image image = decode(path, bytes, *header);
    image.source = path.string();
    return image;
}

}  // namespace nescio
