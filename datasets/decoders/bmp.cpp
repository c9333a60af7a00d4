// BMP by OpenCV.
#include <cstring>

#include <opencv2/core.hpp>
#include <opencv2/core/utils/logger.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "datasets/decoder.h"

namespace nescio::decoders::bmp {
namespace {

cv::Mat read(const ImageFile& file) {
    cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
    const cv::Mat bytes(1, static_cast<int>(file.bytes.size()), CV_8UC1,
                        const_cast<std::uint8_t*>(file.bytes.data()));
    cv::Mat mat;
    try {
        mat = cv::imdecode(bytes, cv::IMREAD_UNCHANGED);
    } catch (const cv::Exception& error) {
        refuseDamage(file, "data that cannot be decoded (" + error.err + ")");
    }
    if (mat.empty() || mat.depth() != CV_8U) refuseDamage(file, "data that cannot be decoded");
    return mat;
}

/// A fourth byte that is zero everywhere fills up, as before BMP knew of alpha.
bool hasAlpha(const cv::Mat& mat) {
    cv::Mat alpha;
    cv::extractChannel(mat, alpha, 3);
    return cv::countNonZero(alpha) > 0;
}

Pixels decode(const ImageFile& file) {
    cv::Mat mat = read(file);
    if (mat.channels() == 3) cv::cvtColor(mat, mat, cv::COLOR_BGR2RGB);
    if (mat.channels() == 4) cv::cvtColor(mat, mat, hasAlpha(mat) ? cv::COLOR_BGRA2RGBA : cv::COLOR_BGRA2RGB);
    // Of a grey image with a palette it makes three equal planes.
    if (file.header.channels == 1 && mat.channels() == 3) cv::extractChannel(mat, mat, 0);
    Pixels pixels{
        .height = mat.rows, .width = mat.cols, .channels = mat.channels(), .bytes = {}, .notes = {}};
    pixels.allocate();
    const auto rowBytes = static_cast<std::size_t>(mat.cols) * mat.elemSize();
    for (int y = 0; y < mat.rows; ++y) std::memcpy(pixels.row(y), mat.ptr(y), rowBytes);
    return pixels;
}

}  // namespace

ImageDecoder kind() {
    return {.id = "bmp", .codecs = {"BMP"}, .decode = decode};
}

}  // namespace nescio::decoders::bmp
