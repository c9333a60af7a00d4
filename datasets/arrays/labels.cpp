#include "datasets/arrays/labels.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "core/values/number_text.h"
#include "datasets/limits.h"

namespace nescio {
namespace {

constexpr std::int64_t kMostClasses = std::int64_t{1} << 16;     // of one-hot rows
constexpr std::int64_t kMostLabelBytes = std::int64_t{1} << 30;  // read at once

/// How the numbers of `images` images lie.
struct LabelTable {
    std::int64_t images = 0;
    std::int64_t columns = 1;  ///< above 1: one-hot
    bool byImage = true;       ///< an image's numbers lie side by side; else those of a column do
};

std::optional<LabelTable> tableOf(const ArrayHeader& header, std::int64_t available) {
    const auto& shape = header.shape;
    if (shape.empty()) return std::nullopt;
    const bool column = std::all_of(shape.begin() + 1, shape.end(), [](auto n) { return n == 1; });
    const bool byImage = !header.fortran || shape.size() == 1;
    if (column && shape[0] == available) return LabelTable{available, 1, byImage};
    if (shape.size() != 2 || shape[0] > INT32_MAX || shape[1] > INT32_MAX) return std::nullopt;
    LabelTable table{available, shape[1], byImage};
    if (header.fortran && shape[0] != available && shape[1] == available)
        table = {available, shape[0], true};  // the last axis counts the images, as in MATLAB
    else if (shape[0] != available)
        return std::nullopt;
    const bool fits = table.columns >= 1 && table.columns <= kMostClasses &&
                      table.columns * available <= kMostLabelBytes / header.type.bytes;
    return fits ? std::optional(table) : std::nullopt;
}

bool isLabel(double n) {
    return n >= 0 && n <= kMostLabel && n == std::floor(n);
}

/// The place of the only 1 among zeros; -1 where there is no such.
int placeOfOne(const std::vector<double>& row) {
    const auto one = std::find(row.begin(), row.end(), 1.0);
    const auto zeros = static_cast<std::size_t>(std::count(row.begin(), row.end(), 0.0));
    return one != row.end() && zeros + 1 == row.size() ? static_cast<int>(one - row.begin()) : -1;
}

/// The numbers of each of the set's images in turn.
class LabelRows {
  public:
    LabelRows(const LabelTable& table, std::vector<double> numbers)
        : m_table(table), m_numbers(std::move(numbers)), m_row(static_cast<std::size_t>(table.columns)) {}

    const std::vector<double>& row(const ImageSet& set, std::int64_t i) {
        for (std::int64_t k = 0; k < m_table.columns; ++k) {
            const auto at = m_table.byImage ? i * m_table.columns + k : k * m_table.images + set.indexOf(i);
            m_row[static_cast<std::size_t>(k)] = m_numbers[static_cast<std::size_t>(at)];
        }
        return m_row;
    }

  private:
    LabelTable m_table;
    std::vector<double> m_numbers, m_row;
};

/// As little as lies side by side; nullopt when stopped.
std::optional<std::vector<double>> numbersOf(const NumberType& type, const LabelTable& table,
                                             const RowReader& readRows, const ImageSet& set) {
    const auto raw = table.byImage ? readRows(set.count, set.indices, table.columns * type.bytes)
                                   : readRows(table.columns, {}, table.images * type.bytes);
    if (!raw) return std::nullopt;
    const auto count = table.columns * (table.byImage ? set.count : table.images);
    std::vector<double> numbers(static_cast<std::size_t>(count));
    readNumbers(type, {raw->begin(), raw->end()}, numbers);
    return numbers;
}

}  // namespace

const LabelArray* likeliestLabels(const std::vector<LabelArray>& arrays, std::int64_t available) {
    for (const bool oneHot : {false, true})
        for (const auto& array : arrays)
            if (const auto table = tableOf(array.header, available); table && (table->columns > 1) == oneHot)
                return &array;
    return nullptr;
}

void readLabels(const LabelArray& array, const RowReader& readRows, ImageSet& set) {
    const auto table = tableOf(array.header, set.available).value();
    auto numbers = numbersOf(array.header.type, table, readRows, set);
    if (!numbers) return;
    LabelRows rows(table, std::move(*numbers));
    std::vector<int> labels;
    for (std::int64_t i = 0; i < set.count; ++i) {
        const auto& row = rows.row(set, i);
        const int label = table.columns > 1 ? placeOfOne(row)
                          : isLabel(row[0]) ? static_cast<int>(row[0])
                                            : -1;
        if (label >= 0) {
            labels.push_back(label);
            continue;
        }
        const auto found = table.columns > 1 ? fmt::format("{} whose row {} is not one-hot",
                                                           shapeText(array.header.shape), set.indexOf(i))
                                             : fmt::format("{:g} at place {}", row[0], set.indexOf(i));
        return leaveLabelsOut(array.name, found, set);
    }
    set.labels = std::move(labels);
}

void leaveLabelsOut(const std::string& name, const std::string& found, ImageSet& set) {
    set.changes.push_back(fmt::format(
        "labels left out: expected {} whole numbers from 0 on, or one-hot rows, in “{}”, found {}",
        countText(set.available), name, found));
}

void leaveLabelsOut(const std::vector<LabelArray>& arrays, ImageSet& set) {
    if (arrays.empty()) return;
    const auto& [name, header] = arrays.front();
    leaveLabelsOut(name, fmt::format("{} {}", toText(header.type), shapeText(header.shape)), set);
}

}  // namespace nescio
