#include "datasets/arrays/layout.h"

#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace nescio {
namespace {

using Shape = std::vector<std::int64_t>;

constexpr std::int64_t kLeastSide = 8;  // of flattened images and of one image: less is a table of numbers
constexpr auto kMostElements = std::numeric_limits<std::int64_t>::max() / 16;

struct Axis {
    std::int64_t count = 1;
    std::int64_t stride = 0;
};

std::optional<std::vector<Axis>> axesOf(const Shape& shape, bool fortran) {
    std::vector<Axis> axes(shape.size());
    std::int64_t stride = 1;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        const std::size_t at = fortran ? i : shape.size() - 1 - i;
        axes[at] = {shape[at], stride};
        if (shape[at] > 0 && stride > kMostElements / shape[at]) return std::nullopt;
        if (shape[at] > 0) stride *= shape[at];
    }
    return axes;
}

ArrayLayout layout(const Axis& n, const Axis& c, const Axis& h, const Axis& w, std::string remark = {}) {
    return {.count = {n.count, c.count, h.count, w.count},
            .stride = {n.stride, c.stride, h.stride, w.stride},
            .remark = std::move(remark)};
}

ArrayLayout oneImage(const Axis& c, const Axis& h, const Axis& w, std::string remark) {
    auto one = layout({1, 0}, c, h, w, std::move(remark));
    one.single = true;
    return one;
}

ArrayLayout refused(const Shape& shape, const std::string& remedy) {
    ArrayLayout none;
    none.refusal = fmt::format(
        "expected an array [N,H,W], [N,H,W,C] or [N,C,H,W] with 1 or 3 channels, [N,D] of flattened squares, "
        "or one image [H,W] or [H,W,3], found {}; {}",
        shapeText(shape), remedy);
    return none;
}

bool isChannels(std::int64_t n) {
    return n == 1 || n == 3;
}

ArrayLayout flattened(const Shape& shape, const std::vector<Axis>& axes, const FlatSquare& flat) {
    const auto step = axes[1].stride;
    const bool colour = flat.channels == 3;
    return layout(
        axes[0], {flat.channels, flat.side * flat.side * step}, {flat.side, flat.side * step},
        {flat.side, step},
        fmt::format("{} read as {} flattened {} images of {}×{}{}", shapeText(shape), shape[0],
                    colour ? "colour" : "grey", flat.side, flat.side,
                    colour ? fmt::format(", plane after plane as in CIFAR; where the colours of a pixel lie "
                                         "side by side, save them as [{},{},{},3]",
                                         shape[0], flat.side, flat.side)
                           : std::string()));
}

ArrayLayout ofTwo(const Shape& shape, const std::vector<Axis>& axes) {
    const auto flat = flatSquareOf(shape[1]);
    if (flat && shape[0] != shape[1]) return flattened(shape, axes, *flat);
    if (shape[0] >= kLeastSide && shape[1] >= kLeastSide)
        return oneImage(
            {1, 0}, axes[0], axes[1],
            fmt::format("{} read as one grey image of {}×{}{}", shapeText(shape), shape[0], shape[1],
                        flat ? fmt::format("; flattened images should be saved as [{},{},{}]", shape[0],
                                           flat->side, flat->side)
                             : std::string()));
    return refused(shape, "reshape it, as in a.reshape(-1, height, width)");
}

ArrayLayout ofThree(const Shape& shape, const std::vector<Axis>& axes) {
    const auto [a, b, c] = std::tuple(shape[0], shape[1], shape[2]);
    if (isChannels(c))
        return oneImage(
            axes[2], axes[0], axes[1],
            fmt::format("{} read as one {} image of {}×{}; {} grey images of {}×{} should be saved "
                        "as [{},{},{},1]",
                        shapeText(shape), c == 3 ? "colour" : "grey", a, b, a, b, c, a, b, c));
    if (c == 4)
        return refused(shape, fmt::format("if it is one image with transparency, save it without, as in "
                                          "a[:, :, :3]; if it is {} grey images of {}×4, save them as "
                                          "[{},{},4,1]",
                                          a, b, a, b));
    return layout(axes[0], {1, 0}, axes[1], axes[2],
                  a == 3
                      ? fmt::format("{} read as 3 grey images of {}×{}; one colour image should be saved as "
                                    "[1,3,{},{}]",
                                    shapeText(shape), b, c, b, c)
                      : std::string());
}

ArrayLayout ofFour(const Shape& shape, const std::vector<Axis>& axes) {
    const bool last = isChannels(shape[3]), second = isChannels(shape[1]);
    if (last)
        return layout(axes[0], axes[3], axes[1], axes[2],
                      second ? fmt::format("{} read as [N,H,W,C]: images of {}×{}; for [N,C,H,W], save it as "
                                           "numpy.moveaxis(a, 1, 3)",
                                           shapeText(shape), shape[1], shape[2])
                             : std::string());
    if (second) return layout(axes[0], axes[1], axes[2], axes[3]);
    if (isChannels(shape[2]))
        return layout(axes[3], axes[2], axes[0], axes[1],
                      fmt::format("{} read as [H,W,C,N], as MATLAB keeps images", shapeText(shape)));
    if (shape[3] == 4 || shape[1] == 4)
        return refused(shape,
                       fmt::format("a fourth channel is transparency: save the images without, as in {}",
                                   shape[3] == 4 ? "a[..., :3]" : "a[:, :3]"));
    return refused(shape, "save one or three of the channels, as in a[..., :3] or a[:, :3]");
}

}  // namespace

bool ArrayLayout::isOrdered() const {
    const auto& [n, c, h, w] = count;
    return isRowwise() && (c == 1 || stride[1] == h * w) && (h == 1 || stride[2] == w) &&
           (w == 1 || stride[3] == 1);
}

std::optional<FlatSquare> flatSquareOf(std::int64_t n) {
    for (const std::int64_t channels : {1, 3}) {
        const std::int64_t pixels = n / channels;
        const std::int64_t side = std::llround(std::sqrt(static_cast<double>(pixels)));
        if (side >= kLeastSide && side <= kMostElements / side / channels && channels * side * side == n)
            return FlatSquare{channels, side};
    }
    return std::nullopt;
}

std::string shapeText(const Shape& shape) {
    return fmt::format("[{}]", fmt::join(shape, ","));
}

ArrayLayout layoutOf(const Shape& shape, bool fortran) {
    const auto axes = axesOf(shape, fortran);
    if (!axes) return refused(shape, "no file holds so many");
    switch (shape.size()) {
        case 0:
            return refused(shape, "a single number is no image");
        case 1:
            return refused(shape, "reshape it, as in a.reshape(-1, height, width)");
        case 2:
            return ofTwo(shape, *axes);
        case 3:
            return ofThree(shape, *axes);
        case 4:
            return ofFour(shape, *axes);
        default:
            return refused(shape, "save one of its parts, as in a[0]");
    }
}

}  // namespace nescio
