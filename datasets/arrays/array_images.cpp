#include "datasets/arrays/array_images.h"

#include <algorithm>
#include <array>
#include <cstring>

#include <fmt/format.h>

#include "core/values/failure.h"
#include "datasets/arrays/value_range.h"
#include "datasets/binary_images.h"
#include "datasets/limits.h"
#include "datasets/mapped_file.h"

namespace nescio {
namespace {

constexpr std::size_t kForget = std::size_t{8} << 20;
constexpr std::int64_t kMostTogether = std::int64_t{1} << 30;  // of images put together in memory

/// The elements of an array, of which an image is asked for at a time.
class Elements {
  public:
    Elements(const ByteBlock& raw, const ArrayLayout& layout, int bytes)
        : m_raw(raw),
          m_layout(layout),
          m_bytes(static_cast<std::size_t>(bytes)),
          m_image(static_cast<std::size_t>(layout.dims()) * m_bytes) {}

    /// Image n of those read, in the order of a set. Good until the next call.
    std::span<const std::uint8_t> image(std::int64_t n) {
        const auto [count, stride] = std::pair(m_layout.count, m_layout.stride);
        const auto first = n * (m_layout.isRowwise() ? m_layout.dims() : stride[0]);
        if (m_layout.isOrdered()) {
            const auto at = static_cast<std::size_t>(first) * m_bytes;
            return {m_raw.data() + at, m_image.size()};
        }
        std::uint8_t* out = m_image.data();
        for (std::int64_t c = 0; c < count[1]; ++c)
            for (std::int64_t y = 0; y < count[2]; ++y)
                for (std::int64_t x = 0; x < count[3]; ++x, out += m_bytes) {
                    const auto at = first + c * stride[1] + y * stride[2] + x * stride[3];
                    std::memcpy(out, m_raw.data() + static_cast<std::size_t>(at) * m_bytes, m_bytes);
                }
        return m_image;
    }

    /// Says that the images before n will not be asked for soon.
    void passed(std::int64_t n) {
        const auto end = static_cast<std::size_t>(n) * m_image.size();
        if (!m_layout.isRowwise() || end < m_passed + kForget) return;
        m_raw.forget(m_passed, end - m_passed);
        m_passed = end;
    }

  private:
    const ByteBlock& m_raw;
    const ArrayLayout& m_layout;
    std::size_t m_bytes;
    std::vector<std::uint8_t> m_image;
    std::size_t m_passed = 0;
};

/// Calls `use` with the elements of each image of the set; false when stopped.
template <class Use>
bool forEachImage(const ByteBlock& raw, const ArrayLayout& layout, int bytes, const ImageSet& set,
                  const LoadOptions& options, Use use) {
    Elements elements(raw, layout, bytes);
    for (std::int64_t i = 0; i < set.count; ++i) {
        if (options.stop.stop_requested()) return false;
        use(elements.image(layout.isRowwise() ? i : set.indexOf(i)));
        elements.passed(i);
    }
    return true;
}

/// Bytes that only lie in another order.
bool reorder(const ByteBlock& raw, const ArrayLayout& layout, const LoadOptions& options, ImageSet& set) {
    BlockBuilder bytes;
    const auto keep = [&](std::span<const std::uint8_t> image) { bytes.append(image); };
    if (!forEachImage(raw, layout, 1, set, options, keep)) return false;
    set.bytes = bytes.finish();
    return true;
}

/// Numbers of another type: looked at first, all of them, then made bytes.
bool convert(const std::string& path, const ByteBlock& raw, const ArrayLayout& layout, const NumberType& type,
             const LoadOptions& options, ImageSet& set) {
    std::vector<double> numbers(static_cast<std::size_t>(layout.dims()));
    ValueRange range(type);
    const auto look = [&](std::span<const std::uint8_t> image) {
        readNumbers(type, image, numbers);
        range.add(numbers);
    };
    if (!forEachImage(raw, layout, type.bytes, set, options, look)) return false;
    const auto rule = range.rule(path, options.round);
    BlockBuilder bytes;
    std::vector<std::uint8_t> made(numbers.size());
    const auto make = [&](std::span<const std::uint8_t> image) {
        readNumbers(type, image, numbers);
        std::transform(numbers.begin(), numbers.end(), made.begin(), rule);
        bytes.append(made);
    };
    if (!forEachImage(raw, layout, type.bytes, set, options, make)) return false;
    set.bytes = bytes.finish();
    if (!rule.change.empty()) set.changes.push_back(rule.change);
    return true;
}

/// The axes of pixels, from the one whose steps are longest: in this order their elements lie in the file.
std::array<std::size_t, 3> axesInFileOrder(const ArrayLayout& layout) {
    std::array<std::size_t, 3> axes{1, 2, 3};
    std::sort(axes.begin(), axes.end(), [&](auto a, auto b) { return layout.stride[a] > layout.stride[b]; });
    return axes;
}

/// Images whose pixels lie far from each other, put together in the order of the file, so that each part of
/// it is looked at once.   Returns: bytes as in a set; `layout` becomes theirs.
ByteBlock together(const ByteBlock& raw, const NumberType& type, const ImageSet& set, ArrayLayout& layout) {
    const auto bytes = static_cast<std::size_t>(type.bytes);
    const auto dims = layout.dims();
    const auto [count, stride] = std::pair(layout.count, layout.stride);
    const std::array<std::int64_t, 4> place{dims, count[2] * count[3], count[3], 1};  // in a set
    const auto [outer, middle, inner] = axesInFileOrder(layout);
    ByteBlock::Bytes out(static_cast<std::size_t>(set.count * dims) * bytes);
    std::size_t passed = 0;
    for (std::int64_t a = 0; a < count[outer]; ++a)
        for (std::int64_t b = 0; b < count[middle]; ++b)
            for (std::int64_t c = 0; c < count[inner]; ++c) {
                const auto from = a * stride[outer] + b * stride[middle] + c * stride[inner];
                const auto to = a * place[outer] + b * place[middle] + c * place[inner];
                for (std::int64_t i = 0; i < set.count; ++i)
                    std::memcpy(
                        &out[static_cast<std::size_t>(i * dims + to) * bytes],
                        raw.data() + static_cast<std::size_t>(from + set.indexOf(i) * stride[0]) * bytes,
                        bytes);
                if (const auto at = static_cast<std::size_t>(from) * bytes; at > passed + kForget) {
                    raw.forget(passed, at - passed);
                    passed = at;
                }
            }
    layout.stride = place;
    return {std::move(out)};
}

/// As little as the layout allows: the images wanted, or all elements.
std::optional<ByteBlock> readRaw(const ArrayLayout& layout, int bytes, const ImageSet& set,
                                 const RowReader& readRows) {
    const auto each = layout.dims() * bytes;
    return layout.isRowwise() ? readRows(set.count, set.indices, each)
                              : readRows(1, {}, set.available * each);
}

}  // namespace

std::optional<ImageSet> readImages(const std::string& path, const ArrayHeader& header,
                                   const RowReader& readRows, const LoadOptions& options) {
    auto layout = layoutOf(header.shape, header.fortran);
    if (!layout.refusal.empty()) throw DataError(fmt::format("{}: {}", path, layout.refusal));
    checkSides(path, layout.count[2], layout.count[3]);
    ImageSet set;
    set.shape = {static_cast<int>(layout.count[1]), static_cast<int>(layout.count[2]),
                 static_cast<int>(layout.count[3])};
    set.available = layout.count[0];
    chooseImages(set, options);
    if (set.count == 0) throw DataError(fmt::format("{}: expected at least one image, found none", path));
    const auto bytes = header.type.bytes;
    checkSetSize(path, layout.isRowwise() ? set.count : set.available, set.shape.dims() * bytes);
    if (!layout.remark.empty()) set.changes.push_back(layout.remark);
    auto raw = readRaw(layout, bytes, set, readRows);
    if (!raw) return std::nullopt;
    if (!layout.isRowwise() && set.count * set.shape.dims() * bytes <= kMostTogether)
        raw = together(*raw, header.type, set, layout);
    if (header.type.isByte() && layout.isOrdered())
        set.bytes = *raw;
    else if (!(header.type.isByte() ? reorder(*raw, layout, options, set)
                                    : convert(path, *raw, layout, header.type, options, set)))
        return std::nullopt;
    if (header.type.isByte() && !spreadBinary(set, options.stop)) return std::nullopt;
    return set;
}

}  // namespace nescio
