#include "datasets/columns/read_columns.h"

#include <algorithm>
#include <cctype>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/values/failure.h"
#include "datasets/arrays/npy_header.h"
#include "datasets/byte_reader.h"
#include "datasets/columns/column_readers.h"
#include "datasets/format.h"
#include "datasets/printable.h"

namespace nescio {
namespace {

constexpr const char* kIndexName = "index";
constexpr std::size_t kLongestUnit = 60;

/// N of [N], [N,1] and [1,N]; nullopt where an array is no list.
std::optional<std::int64_t> lengthOf(const std::vector<std::int64_t>& shape) {
    std::int64_t length = 1;
    int longer = 0;
    for (const auto n : shape) {
        if (n != 1) ++longer;
        if (n != 1) length = n;
    }
    if (shape.empty() || longer > 1) return std::nullopt;
    return length;
}

std::vector<double> readList(ByteSource& source, const NumberType& type, std::int64_t length) {
    if (length > static_cast<std::int64_t>(kMostValues))
        throw DataError(
            fmt::format("{}: expected at most {} numbers, found {}", source.name(), kMostValues, length));
    const auto bytes = source.readExactly(static_cast<std::uint64_t>(length * type.bytes), "numbers").value();
    std::vector<double> values(static_cast<std::size_t>(length));
    readNumbers(type, bytes, values);
    source.expectEnd("the array");
    return values;
}

void setRows(ColumnTable& table, std::int64_t rows, const ByteSource& source) {
    const bool isFirst = table.columns.empty() && table.index.empty();
    if (!isFirst && rows != table.rows)
        throw DataError(fmt::format("{}: expected {} numbers, as the array before it has, found {}",
                                    source.name(), table.rows, rows));
    table.rows = rows;
}

ColumnTable readOneArray(const std::filesystem::path& path) {
    ByteReader reader(path);
    ColumnTable table;
    addArray(table, path.stem().string(), reader);
    return table;
}

}  // namespace

std::string lowerSnake(std::string_view text) {
    std::string name;
    for (const unsigned char c : text) {
        if (std::isalnum(c) != 0)
            name += static_cast<char>(std::tolower(c));
        else if (!name.empty() && name.back() != '_')
            name += '_';
    }
    if (name.ends_with('_')) name.pop_back();
    return name.substr(0, kLongestColumnName);
}

ColumnHeading headingOf(std::string_view text) {
    const auto open = text.rfind('[');
    if (open == std::string_view::npos || open == 0 || !text.ends_with(']')) return {lowerSnake(text), ""};
    return {lowerSnake(text.substr(0, open)),
            printable(text.substr(open + 1, text.size() - open - 2), kLongestUnit)};
}

void addColumn(ColumnTable& table, MeasuredColumn column) {
    const auto same = [&](const MeasuredColumn& known) { return known.name == column.name; };
    if (std::any_of(table.columns.begin(), table.columns.end(), same))
        throw DataError(fmt::format("expected columns of different names, found two “{}”", column.name));
    if (table.columns.size() == kMostColumns)
        throw DataError(fmt::format("expected at most {} columns, found more", kMostColumns));
    table.columns.push_back(std::move(column));
}

std::int64_t placeOf(double number, const std::string& where) {
    if (!(number >= 0 && number <= 1e12 && number == std::floor(number)))
        throw DataError(fmt::format("{}: expected places of images as index, whole numbers from 0, found {}",
                                    where, number));
    return static_cast<std::int64_t>(number);
}

void addArray(ColumnTable& table, const std::string& title, ByteSource& source) {
    const auto header = readNpyHeader(source);
    const auto length = lengthOf(header.shape);
    const auto [name, unit] = headingOf(title);
    if (!length || name.empty()) {
        table.remarks.push_back(fmt::format(
            "“{}” left out: {}", printable(title),
            name.empty() ? "it has no name" : "it is no list of numbers, " + shapeText(header.shape)));
        return;
    }
    setRows(table, *length, source);
    auto values = readList(source, header.type, *length);
    if (name != kIndexName) return addColumn(table, {name, unit, std::move(values)});
    for (const double value : values) table.index.push_back(placeOf(value, source.name()));
}

ColumnTable readColumns(const std::filesystem::path& path, const std::string& setId) {
    const auto head = readHead(path);
    const bool isZip = head.bytes.size() > 3 && head.bytes[0] == 'P' && head.bytes[1] == 'K' &&
                       head.bytes[2] == 3 && head.bytes[3] == 4;
    if (head.folder)
        throw DataError(fmt::format("{}: expected a table or an .npz file, found a folder", path.string()));
    ColumnTable table;
    if (isZip) {
#ifdef NESCIO_HAS_LIBARCHIVE
        table = readArchivedColumns(path);
#else
        throw DataError(
            fmt::format("{}: expected a .csv or .npy file, found an archive, which this build "
                        "cannot read (it is without libarchive)",
                        path.string()));
#endif
    } else {
        table = beginsAsNpy(head.bytes) ? readOneArray(path) : readTextColumns(path, setId);
    }
    table.source = path.filename().string();
    if (table.columns.empty())
        throw DataError(fmt::format("{}: expected a column of one number an image, found none{}{}",
                                    path.string(), table.remarks.empty() ? "" : "; ",
                                    fmt::join(table.remarks, "; ")));
    return table;
}

}  // namespace nescio
