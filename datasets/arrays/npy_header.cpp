#include "datasets/arrays/npy_header.h"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "core/values/failure.h"
#include "datasets/printable.h"
#include "datasets/progress_report.h"

namespace nescio {
namespace {

constexpr std::string_view kMagic = "\x93NUMPY";
constexpr std::uint32_t kLongestHeader = 1 << 16;

[[noreturn]] void refuse(const ByteSource& source, std::string_view expected, std::string_view found) {
    throw DataError(fmt::format("{}: expected {}, found {}", source.name(), expected, found));
}

/// The text after 'key': in the header's dictionary.
std::string_view valueOf(std::string_view text, std::string_view key, const ByteSource& source) {
    const auto at = text.find(fmt::format("'{}'", key));
    const auto colon = at == std::string_view::npos ? at : text.find(':', at);
    if (colon == std::string_view::npos) refuse(source, fmt::format("“{}” in the .npy header", key), "none");
    const auto start = text.find_first_not_of(' ', colon + 1);
    return start == std::string_view::npos ? std::string_view{} : text.substr(start);
}

std::vector<std::int64_t> parseShape(std::string_view text, const ByteSource& source) {
    const auto close = text.find(')');
    if (text.empty() || text[0] != '(' || close == std::string_view::npos)
        refuse(source, "a shape in the .npy header", "something else");
    std::vector<std::int64_t> shape;
    const char* at = text.data() + 1;
    const char* end = text.data() + close;
    while (at < end) {
        std::int64_t number = 0;
        const auto [next, error] = std::from_chars(at, end, number);
        if (error == std::errc::result_out_of_range || number < 0)
            refuse(source, "a shape of positive numbers",
                   fmt::format("({})", printable({text.data() + 1, close - 1})));
        if (error == std::errc{}) shape.push_back(number);
        at = error == std::errc{} ? next : at + 1;
    }
    return shape;
}

/// What NumPy has beside numbers, by the letter of its type.
std::string_view whatIs(std::string_view type) {
    if (!type.empty() && std::string_view("<>|=").find(type[0]) != std::string_view::npos)
        type.remove_prefix(1);
    switch (type.empty() ? '\0' : type[0]) {
        case 'O':
            return "Python objects, as NumPy makes them of lists of unlike lengths";
        case 'S':
        case 'U':
            return "texts";
        case 'c':
            return "complex numbers";
        case 'M':
        case 'm':
            return "dates";
        default:
            return "numbers of an unknown type";
    }
}

/// The text between its quotes; empty for a list of fields.
std::string unquoted(std::string_view descr) {
    const char quote = descr.empty() ? '\0' : descr[0];
    if (quote != '\'' && quote != '"') return {};
    return std::string(descr.substr(1, descr.find(quote, 1) - 1));
}

NumberType typeOf(const std::string& name, const ByteSource& source) {
    constexpr std::string_view kRemedy =
        "save the images as uint8, as in numpy.save(name, images.astype('uint8'))";
    if (name.empty())
        refuse(source, "one array of numbers", fmt::format("records of several fields; {}", kRemedy));
    const auto type = parseNumberType(name);
    if (!type)
        refuse(source, "whole numbers or floats of at most 64 bits",
               fmt::format("“{}”, {}; {}", printable(name), whatIs(name), kRemedy));
    return *type;
}

}  // namespace

bool beginsAsNpy(std::span<const std::uint8_t> bytes) {
    return bytes.size() >= kMagic.size() &&
           std::equal(kMagic.begin(), kMagic.end(), bytes.begin(),
                      [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; });
}

NpyDescription readNpyDescription(ByteSource& source) {
    const auto start = source.readExactly(8, ".npy header").value();
    if (!beginsAsNpy(start)) refuse(source, "a .npy array", "other bytes");
    const int version = start[6];
    if (version < 1 || version > 3) refuse(source, ".npy version 1, 2 or 3", std::to_string(version));
    const auto length = source.readExactly(version == 1 ? 2 : 4, ".npy header").value();
    std::uint32_t size = 0;
    for (std::size_t i = length.size(); i-- > 0;) size = size << 8 | length[i];
    if (size > kLongestHeader)
        refuse(source, "a .npy header of at most 64 KiB", fmt::format("{} bytes", size));
    const auto bytes = source.readExactly(size, ".npy header").value();
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    return {.type = unquoted(valueOf(text, "descr", source)),
            .shape = parseShape(valueOf(text, "shape", source), source),
            .fortran = valueOf(text, "fortran_order", source).starts_with("True")};
}

ArrayHeader readNpyHeader(ByteSource& source) {
    auto description = readNpyDescription(source);
    return {.type = typeOf(description.type, source),
            .shape = std::move(description.shape),
            .fortran = description.fortran};
}

std::string npyHeader(const char* type, const std::vector<std::int64_t>& shape) {
    constexpr std::size_t kAlign = 64, kBefore = 10;
    auto text = fmt::format("{{'descr': '{}', 'fortran_order': False, 'shape': ({}{}), }}", type,
                            fmt::join(shape, ", "), shape.size() == 1 ? "," : "");
    text.append((kAlign - (kBefore + text.size() + 1) % kAlign) % kAlign, ' ');
    text += '\n';
    auto header = std::string(kMagic) + '\x01' + '\0';
    header += static_cast<char>(text.size() & 0xFF);
    header += static_cast<char>(text.size() >> 8);
    return header + text;
}

RowReader npyRows(ByteSource& source, const ArrayHeader& header, const char* what,
                  const LoadOptions& options) {
    std::int64_t all = header.type.bytes;  // of the array; readImages() has seen that there are not too many
    for (const auto n : header.shape) all = n > 0 && all > INT64_MAX / n ? INT64_MAX : all * n;
    return [&source, &options, what, all](std::int64_t count, const std::vector<std::int64_t>& rows,
                                          std::int64_t rowBytes) {
        const auto report = [&](std::uint64_t bytes) {
            reportRead(options, source.name(), static_cast<std::int64_t>(bytes) / rowBytes, count);
        };
        auto block = source.readRows(count, rows, rowBytes, what, options.stop, report);
        if (block && rows.empty() && count * rowBytes == all) source.expectEnd("the array");
        return block;
    };
}

}  // namespace nescio
