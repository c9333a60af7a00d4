#include "datasets/table/pixel_columns.h"

#include <algorithm>
#include <cctype>
#include <map>

#include <fmt/format.h>

#include "datasets/table/lines.h"

namespace nescio {
namespace {

using Row = std::vector<std::string_view>;

/// The first lines as fields.
struct Sample {
    Row names;  // empty: no header
    std::vector<Row> rows;

    /// Judged by the first line, so that what is wrong in a later one can be named.
    [[nodiscard]] bool isNumeric(std::size_t column) const { return numberOf(rows[0][column]).has_value(); }
    [[nodiscard]] bool isConstant(std::size_t column) const {
        return std::all_of(rows.begin(), rows.end(),
                           [&](const Row& row) { return row[column] == rows[0][column]; });
    }
};

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return out;
}

/// Names stand above numbers; pandas names columns 0, 1, 2, … where they have none.
bool isHeader(const Row& first, const Row& second) {
    bool counts = true;
    for (std::size_t i = 0; i < first.size(); ++i) {
        const auto number = numberOf(first[i]);
        if (!number && numberOf(second[i])) return true;
        counts = counts && number == static_cast<double>(i);
    }
    return counts;
}

std::optional<Sample> sampleOf(const std::vector<std::string>& lines, char separator) {
    Sample sample;
    for (const auto& line : lines) {
        splitFields(line, separator, sample.rows.emplace_back());
        if (sample.rows.back().size() != sample.rows[0].size()) {  // ragged, or cut by the end of the sample
            sample.rows.pop_back();
            break;
        }
    }
    const bool packed =
        sample.rows.size() > 1 && std::any_of(sample.rows[1].begin(), sample.rows[1].end(),
                                              [](auto field) { return field.find(' ') != field.npos; });
    if (sample.rows.size() > 1 &&
        (packed ? !numberOf(sample.rows[0][0]) : isHeader(sample.rows[0], sample.rows[1]))) {
        sample.names = sample.rows[0];
        sample.rows.erase(sample.rows.begin());
    }
    return sample.rows.empty() ? std::nullopt : std::optional(std::move(sample));
}

std::optional<std::size_t> labelByName(const Row& names) {
    for (const char* known : {"label", "labels", "class", "emotion", "target", "category", "digit", "y"})
        for (std::size_t i = 0; i < names.size(); ++i)
            if (lower(names[i]) == known) return i;
    return std::nullopt;
}

/// The one column whose name is not made as those of the others are: "digit" beside "p0", "p1", …
std::optional<std::size_t> oddName(const Row& names, const std::vector<std::size_t>& columns) {
    std::map<std::string, std::vector<std::size_t>> stems;
    for (const auto column : columns) {
        auto stem = std::string(names[column]);
        std::erase_if(stem, [](unsigned char c) { return std::isdigit(c) != 0; });
        stems[stem].push_back(column);
    }
    for (const auto& [stem, held] : stems)
        if (held.size() == 1 && stems.size() == 2) return held[0];
    return std::nullopt;
}

/// A field of pixels between blanks: "70 80 82 …".
bool findPacked(const Sample& sample, PixelColumns& found) {
    for (std::size_t i = 0; i < found.columns; ++i) {
        Row pixels;
        splitFields(sample.rows[0][i], ' ', pixels);
        const auto square = flatSquareOf(static_cast<std::int64_t>(pixels.size()));
        if (!square ||
            !std::all_of(pixels.begin(), pixels.end(), [](auto p) { return numberOf(p).has_value(); }))
            continue;
        found.packed = true;
        found.pixels = {i};
        found.square = *square;
        found.label = labelByName(sample.names);
        if (!found.label && found.columns == 2) found.label = 1 - i;
        return true;
    }
    return false;
}

/// Which column is the label where names do not tell: the first, unless it looks like a corner of the images.
std::size_t labelByPlace(const Sample& sample, const std::vector<std::size_t>& numeric, PixelColumns& found) {
    const bool last = sample.isConstant(numeric.front()) && !sample.isConstant(numeric.back());
    found.remarks.push_back(fmt::format("the {} column was taken for the labels", last ? "last" : "first"));
    return last ? numeric.back() : numeric.front();
}

void findLabel(const Sample& sample, const std::vector<std::size_t>& numeric, PixelColumns& found) {
    const auto n = static_cast<std::int64_t>(numeric.size());
    found.label = labelByName(sample.names);
    if (found.label || flatSquareOf(n)) {
        for (std::size_t i = 0; !found.label && sample.names.empty() && i < found.columns; ++i)
            if (!sample.isNumeric(i)) found.label = i;  // names of classes
        return;
    }
    if (!flatSquareOf(n - 1)) return;
    if (!sample.names.empty()) found.label = oddName(sample.names, numeric);
    if (!found.label) found.label = labelByPlace(sample, numeric, found);
}

}  // namespace

std::optional<PixelColumns> pixelColumnsOf(const std::vector<std::string>& lines) {
    if (lines.empty()) return std::nullopt;
    PixelColumns found{.separator = separatorOf(lines[0])};
    const auto sample = sampleOf(lines, found.separator);
    if (!sample) return std::nullopt;
    found.header = !sample->names.empty();
    found.columns = sample->rows[0].size();
    if (found.separator != ' ' && findPacked(*sample, found)) return found;
    std::vector<std::size_t> numeric;
    const bool indexed = found.header && sample->names[0].empty();  // pandas' numbers of the lines
    for (std::size_t i = indexed ? 1 : 0; i < found.columns; ++i)
        if (sample->isNumeric(i)) numeric.push_back(i);
    findLabel(*sample, numeric, found);
    for (const auto column : numeric)
        if (column != found.label) found.pixels.push_back(column);
    const auto square = flatSquareOf(static_cast<std::int64_t>(found.pixels.size()));
    if (!square) return std::nullopt;
    found.square = *square;
    if (square->channels == 3)
        found.remarks.push_back(
            fmt::format("lines of {} values read as colour images of {}×{}, plane after plane; "
                        "where the colours of a pixel lie side by side, save them as .npy "
                        "[N,{},{},3]",
                        found.pixels.size(), square->side, square->side, square->side, square->side));
    return found;
}

}  // namespace nescio
