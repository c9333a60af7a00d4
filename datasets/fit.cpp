#include "datasets/fit.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/values/failure.h"

namespace nescio {
namespace {

/// The part of a source line that makes one target pixel: weights from source pixel `first` on, summing to 1.
struct Tap {
    int first = 0;
    std::vector<float> weights;
};

/// Area averaging where a line gets shorter, linear interpolation between pixel centres where it gets longer.
std::vector<Tap> taps(int from, int to) {
    std::vector<Tap> out(static_cast<std::size_t>(to));
    const double scale = static_cast<double>(from) / to;
    for (int i = 0; i < to; ++i) {
        Tap& tap = out[static_cast<std::size_t>(i)];
        if (to >= from) {
            const double centre = std::clamp((i + 0.5) * scale - 0.5, 0.0, from - 1.0);
            tap.first = std::min(static_cast<int>(centre), std::max(0, from - 2));
            const auto share = static_cast<float>(centre - tap.first);
            tap.weights = from == 1 ? std::vector<float>{1} : std::vector<float>{1 - share, share};
            continue;
        }
        const double begin = i * scale;
        const double end = std::min<double>(from, (i + 1) * scale);
        tap.first = static_cast<int>(begin);
        for (int at = tap.first; at < end; ++at)
            tap.weights.push_back(static_cast<float>(
                (std::min<double>(at + 1, end) - std::max<double>(at, begin)) / (end - begin)));
    }
    return out;
}

std::uint8_t roundedByte(float value) {
    return static_cast<std::uint8_t>(std::clamp(std::floor(value + 0.5F), 0.0F, 255.0F));
}

Image toGrey(const Image& image) {
    Image out = image;
    out.shape.channels = 1;
    const auto plane = static_cast<std::size_t>(out.shape.dims());
    out.bytes.resize(plane);
    for (std::size_t i = 0; i < plane; ++i)
        out.bytes[i] = static_cast<std::uint8_t>(
            (299 * image.bytes[i] + 587 * image.bytes[plane + i] + 114 * image.bytes[2 * plane + i] + 500) /
            1000);
    out.changes.emplace_back("grey: luma of RGB");
    return out;
}

Image toColour(const Image& image, int channels) {
    Image out = image;
    out.shape.channels = channels;
    for (int c = 1; c < channels; ++c)
        out.bytes.insert(out.bytes.end(), image.bytes.begin(), image.bytes.end());
    out.changes.emplace_back("colour: grey plane repeated");
    return out;
}

/// The largest centred part with the aspect ratio of `target`.
Image cropToAspect(const Image& image, const ImageShape& target) {
    const auto [channels, height, width] = image.shape;
    const auto wide = std::int64_t{width} * target.height;
    const auto tall = std::int64_t{height} * target.width;
    if (wide == tall) return image;
    const int cutHeight =
        wide > tall ? height : static_cast<int>(std::max<std::int64_t>(1, wide / target.width));
    const int cutWidth =
        wide > tall ? static_cast<int>(std::max<std::int64_t>(1, tall / target.height)) : width;
    if (cutHeight == height && cutWidth == width) return image;
    Image out{.shape = {channels, cutHeight, cutWidth},
              .bytes = {},
              .source = image.source,
              .changes = image.changes};
    for (int c = 0; c < channels; ++c)
        for (int y = 0; y < cutHeight; ++y) {
            const auto row = image.bytes.begin() +
                             (std::int64_t{c} * height + y + (height - cutHeight) / 2) * width +
                             (width - cutWidth) / 2;
            out.bytes.insert(out.bytes.end(), row, row + cutWidth);
        }
    out.changes.push_back(
        fmt::format("cropped: {}×{} to {}×{} (centre)", height, width, cutHeight, cutWidth));
    return out;
}

/// One plane to another size, rows first; values stay real until the last step.
void resizePlane(const std::uint8_t* plane, int width, const std::vector<Tap>& rows,
                 const std::vector<Tap>& columns, std::uint8_t* out) {
    std::vector<float> line(static_cast<std::size_t>(width));
    for (const Tap& row : rows) {
        std::fill(line.begin(), line.end(), 0.0F);
        for (std::size_t k = 0; k < row.weights.size(); ++k) {
            const std::uint8_t* from = plane + (row.first + static_cast<std::int64_t>(k)) * width;
            for (int x = 0; x < width; ++x) line[static_cast<std::size_t>(x)] += row.weights[k] * from[x];
        }
        for (const Tap& column : columns) {
            float sum = 0;
            for (std::size_t k = 0; k < column.weights.size(); ++k)
                sum += column.weights[k] * line[static_cast<std::size_t>(column.first) + k];
            *out++ = roundedByte(sum);
        }
    }
}

Image resize(const Image& image, const ImageShape& target) {
    const auto [channels, height, width] = image.shape;
    if (height == target.height && width == target.width) return image;
    Image out{.shape = {channels, target.height, target.width},
              .bytes = {},
              .source = image.source,
              .changes = image.changes};
    out.bytes.resize(static_cast<std::size_t>(out.shape.dims()));
    const auto rows = taps(height, target.height);
    const auto columns = taps(width, target.width);
    for (int c = 0; c < channels; ++c)
        resizePlane(image.bytes.data() + std::int64_t{c} * height * width, width, rows, columns,
                    out.bytes.data() + std::int64_t{c} * target.height * target.width);
    const bool smaller = target.height < height || target.width < width;
    out.changes.push_back(fmt::format("resized: {}×{} to {}×{} ({})", height, width, target.height,
                                      target.width, smaller ? "area average" : "bilinear"));
    return out;
}

void checkNotEmpty(const ImageShape& shape, std::size_t bytes, const std::string& where) {
    if (shape.dims() < 1 || bytes < static_cast<std::size_t>(shape.dims()))
        throw ImageError(fmt::format("{}: expected an image, found an empty one ({})", where, toText(shape)));
}

}  // namespace

Image fitToShape(const Image& image, const ImageShape& shape) {
    checkNotEmpty(image.shape, image.bytes.size(), image.source);
    Image out = image;
    if (shape.channels != out.shape.channels) {
        if (out.shape.channels == 3) out = toGrey(out);
        if (out.shape.channels == 1 && shape.channels > 1) out = toColour(out, shape.channels);
        if (out.shape.channels != shape.channels)
            throw ImageError(fmt::format("{}: expected 1 or 3 channels to fit to {}, found {}", image.source,
                                         toText(shape), image.shape.channels));
    }
    return resize(cropToAspect(out, shape), shape);
}

ImageSet fitToShape(const ImageSet& set, const ImageShape& shape) {
    if (set.shape == shape) return set;
    ImageSet out = set;
    out.shape = shape;
    out.bytes = {};
    out.bytes.own().reserve(static_cast<std::size_t>(set.count * shape.dims()));
    for (std::int64_t i = 0; i < set.count; ++i) {
        const Image image = fitToShape(set.imageAt(i), shape);
        out.bytes.append(image.bytes);
        if (i == 0) out.changes = image.changes;
    }
    return out;
}

}  // namespace nescio
