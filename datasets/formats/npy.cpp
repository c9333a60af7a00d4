// NumPy's .npy: one array with a short text header. Images are unsigned bytes, in C or Fortran order.
#include <array>
#include <charconv>
#include <string_view>

#include <fmt/format.h>

#include "core/values/failure.h"
#include "datasets/byte_reader.h"
#include "datasets/format.h"
#include "datasets/limits.h"
#include "datasets/progress_report.h"

namespace nescio::formats::npy {
namespace {

constexpr std::string_view kMagic = "\x93NUMPY";
constexpr std::uint32_t kLongestHeader = 1 << 16;

struct Header {
    std::string type;
    bool fortran = false;
    std::vector<std::int64_t> shape;
};

/// Where image n, channel c, row y, column x lies, as strides; counts are the sizes of the four axes.
struct Layout {
    std::array<std::int64_t, 4> count{};   // N, C, H, W
    std::array<std::int64_t, 4> stride{};  // in bytes
};

Match sniff(const FileHead& head) {
    if (head.bytes.size() < kMagic.size()) return Match::No;
    const std::string_view start(reinterpret_cast<const char*>(head.bytes.data()), kMagic.size());
    return start == kMagic ? Match::Certain : Match::No;
}

[[noreturn]] void refuse(const std::filesystem::path& path, std::string_view expected,
                         std::string_view found) {
    throw DataError(fmt::format("{}: expected {}, found {}", path.string(), expected, found));
}

/// The text after 'key': in the header's dictionary.
std::string_view valueOf(std::string_view text, std::string_view key, const std::filesystem::path& path) {
    const auto at = text.find(fmt::format("'{}'", key));
    const auto colon = at == std::string_view::npos ? at : text.find(':', at);
    if (colon == std::string_view::npos) refuse(path, fmt::format("“{}” in the .npy header", key), "none");
    const auto start = text.find_first_not_of(' ', colon + 1);
    return start == std::string_view::npos ? std::string_view{} : text.substr(start);
}

std::vector<std::int64_t> parseShape(std::string_view text, const std::filesystem::path& path) {
    const auto close = text.find(')');
    if (text.empty() || text[0] != '(' || close == std::string_view::npos)
        refuse(path, "a shape in the .npy header", "something else");
    std::vector<std::int64_t> shape;
    const char* at = text.data() + 1;
    const char* end = text.data() + close;
    while (at < end) {
        std::int64_t number = 0;
        const auto [next, error] = std::from_chars(at, end, number);
        if (error == std::errc{}) {
            if (number < 0) refuse(path, "a shape of positive numbers", std::to_string(number));
            shape.push_back(number);
        }
        at = error == std::errc{} ? next : at + 1;
    }
    return shape;
}

Header readHeader(ByteReader& reader, const std::filesystem::path& path) {
    const auto start = reader.readExactly(8, ".npy header").value();
    const int version = start[6];
    if (version < 1 || version > 3) refuse(path, ".npy version 1, 2 or 3", std::to_string(version));
    const auto length = reader.readExactly(version == 1 ? 2 : 4, ".npy header").value();
    std::uint32_t size = 0;
    for (std::size_t i = length.size(); i-- > 0;) size = size << 8 | length[i];
    if (size > kLongestHeader) refuse(path, "a .npy header of at most 64 KiB", fmt::format("{} bytes", size));
    const auto bytes = reader.readExactly(size, ".npy header").value();
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    Header header;
    const auto type = valueOf(text, "descr", path);
    const char quote = type.empty() ? '\0' : type[0];
    header.type = quote == '\'' || quote == '"' ? std::string(type.substr(1, type.find(quote, 1) - 1))
                                                : "a record of several fields";
    header.fortran = valueOf(text, "fortran_order", path).starts_with("True");
    header.shape = parseShape(valueOf(text, "shape", path), path);
    return header;
}

/// Decides which axis is which: [N,H,W], [N,H,W,C] or [N,C,H,W], C being 1 or 3.
Layout layoutOf(const Header& header, const std::filesystem::path& path) {
    const auto& shape = header.shape;
    const auto isChannels = [](std::int64_t n) { return n == 1 || n == 3; };
    std::array<int, 4> axis{0, -1, 1, 2};  // axis of N, C, H, W in the file; -1: there is none
    if (shape.size() == 4 && isChannels(shape[3]))
        axis = {0, 3, 1, 2};
    else if (shape.size() == 4 && isChannels(shape[1]))
        axis = {0, 1, 2, 3};
    else if (shape.size() != 3)
        refuse(path, "an array [N,H,W], [N,H,W,C] or [N,C,H,W] with 1 or 3 channels",
               fmt::format("[{}]", fmt::join(shape, ",")));
    std::vector<std::int64_t> strides(shape.size(), 1);
    for (std::size_t i = 1; i < shape.size(); ++i) {
        const std::size_t to = header.fortran ? i : shape.size() - 1 - i;
        const std::size_t from = header.fortran ? i - 1 : shape.size() - i;
        if (shape[from] > 0 && strides[from] > kMostSetBytes / shape[from])
            refuse(path, "an array of at most 1 TiB", fmt::format("[{}]", fmt::join(shape, ",")));
        strides[to] = strides[from] * shape[from];
    }
    Layout layout;
    for (std::size_t i = 0; i < 4; ++i) {
        layout.count[i] = axis[i] < 0 ? 1 : shape[static_cast<std::size_t>(axis[i])];
        layout.stride[i] = axis[i] < 0 ? 0 : strides[static_cast<std::size_t>(axis[i])];
    }
    return layout;
}

/// Whether the file holds the images as a set does: image by image, channel by channel, row by row.
bool isOrdered(const Layout& layout) {
    const auto& [n, c, h, w] = layout.count;
    return layout.stride == std::array{c * h * w, c == 1 ? layout.stride[1] : h * w, w, std::int64_t{1}};
}

/// `whole`: raw holds every image, not only those of the set.
void gather(const ByteBlock& raw, const Layout& layout, bool whole, ImageSet& set) {
    auto& bytes = set.bytes.own();
    bytes.reserve(static_cast<std::size_t>(set.count * set.shape.dims()));
    for (std::int64_t i = 0; i < set.count; ++i) {
        const auto n = whole ? set.indexOf(i) : i;
        for (std::int64_t c = 0; c < layout.count[1]; ++c)
            for (std::int64_t y = 0; y < layout.count[2]; ++y)
                for (std::int64_t x = 0; x < layout.count[3]; ++x)
                    bytes.push_back(
                        raw[static_cast<std::size_t>(n * layout.stride[0] + c * layout.stride[1] +
                                                     y * layout.stride[2] + x * layout.stride[3])]);
    }
}

std::optional<ImageSet> read(const Address& address, const LoadOptions& options) {
    const auto& path = address.path;
    ByteReader reader(path);
    const Header header = readHeader(reader, path);
    if (header.type != "|u1" && header.type != "<u1" && header.type != "u1")
        refuse(path, "unsigned bytes (uint8, “|u1”)", fmt::format("“{}”", header.type));
    const Layout layout = layoutOf(header, path);
    checkSides(path, layout.count[2], layout.count[3]);
    ImageSet set;
    set.shape = {static_cast<int>(layout.count[1]), static_cast<int>(layout.count[2]),
                 static_cast<int>(layout.count[3])};
    set.available = layout.count[0];
    chooseImages(set, options);
    if (set.count == 0) refuse(path, "at least one image", "none");
    checkSetSize(path, set.count, set.shape.dims());
    const bool whole = header.fortran || set.count == set.available;
    const auto raw =
        reader.readRows(whole ? set.available : set.count, whole ? std::vector<std::int64_t>{} : set.indices,
                        set.shape.dims(), "images", options.stop, reportImages(options, path, set));
    if (!raw) return std::nullopt;
    if (whole) reader.expectEnd("the array");
    if (isOrdered(layout))
        set.bytes = *raw;
    else
        gather(*raw, layout, whole, set);
    return set;
}

}  // namespace

FormatKind kind() {
    return {.id = "npy",
            .title = "NumPy array",
            .expected = "a .npy array of bytes [N,H,W], [N,H,W,C] or [N,C,H,W]",
            .source = "https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html",
            .sniff = sniff,
            .read = read};
}

}  // namespace nescio::formats::npy
