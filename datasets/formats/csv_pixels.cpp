// Tables with an image in each line: Kaggle's MNIST ("label,pixel0,…"), Sign-MNIST, FER2013 (all pixels in
// one column). The columns are told by looking; lines are read one by one.
#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "core/values/failure.h"
#include "datasets/arrays/array_images.h"
#include "datasets/byte_reader.h"
#include "datasets/format.h"
#include "datasets/limits.h"
#include "datasets/mapped_file.h"
#include "datasets/printable.h"
#include "datasets/progress_report.h"
#include "datasets/table/lines.h"
#include "datasets/table/pixel_columns.h"

namespace nescio::formats::csv_pixels {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kSample = 8;  // lines by which columns are judged

bool isText(const std::vector<std::uint8_t>& bytes) {
    return std::all_of(bytes.begin(), bytes.end(),
                       [](auto b) { return b >= 0x20 || (b >= '\t' && b <= '\r'); });
}

std::optional<PixelColumns> columnsOf(const fs::path& path) {
    ByteReader reader(path);
    LineReader lines(reader);
    std::vector<std::string> sample;
    for (std::string line; sample.size() < kSample && lines.next(line);) sample.push_back(line);
    return pixelColumnsOf(sample);
}

Match sniff(const FileHead& head) {
    if (head.folder || head.bytes.empty() || !isText(head.bytes)) return Match::No;
    const auto digits =
        std::count_if(head.bytes.begin(), head.bytes.end(), [](auto b) { return b >= '0' && b <= '9'; });
    if (digits < 64) return Match::No;  // fewer than the smallest image has
    try {
        return columnsOf(head.path) ? Match::Certain : Match::No;
    } catch (const DataError&) {  // a line too long for a table
        return Match::No;
    }
}

std::optional<std::int64_t> countLines(const fs::path& path, bool header, const LoadOptions& options) {
    ByteReader reader(path);
    LineReader lines(reader);
    std::int64_t count = header ? -1 : 0;
    for (std::string line; lines.next(line); ++count)
        if (options.stop.stop_requested()) return std::nullopt;
    return count;
}

/// The lines wanted, as numbers and as labels.
class Rows {
  public:
    Rows(const fs::path& path, const PixelColumns& columns) : m_path(path), m_columns(columns) {}

    std::optional<ByteBlock> read(std::int64_t count, const std::vector<std::int64_t>& rows,
                                  const LoadOptions& options) {
        ByteReader reader(m_path);
        LineReader lines(reader);
        std::string line;
        if (m_columns.header) lines.next(line);
        BlockBuilder numbers;
        for (std::int64_t done = 0, row = 0; done < count && lines.next(line); ++row) {
            if (options.stop.stop_requested()) return std::nullopt;
            if (!rows.empty() && row != rows[static_cast<std::size_t>(done)]) continue;
            readLine(line, lines.number());
            numbers.append(
                {reinterpret_cast<const std::uint8_t*>(m_numbers.data()), m_numbers.size() * sizeof(float)});
            if (++done % 256 == 0) reportRead(options, m_path, done, count);
        }
        return numbers.finish();
    }

    /// Numbers stay; texts are numbered in the order of the alphabet, and name the classes.
    void giveLabels(ImageSet& set) const {
        const auto isLabel = [](const std::string& text) {
            const auto number = numberOf(text);
            return number && *number >= 0 && *number <= kMostLabel && *number == std::floor(*number);
        };
        if (std::all_of(m_labels.begin(), m_labels.end(), isLabel)) {
            for (const auto& text : m_labels) set.labels.push_back(static_cast<int>(*numberOf(text)));
            return;
        }
        std::map<std::string, int> classes;
        for (const auto& text : m_labels) classes[text] = 0;
        for (auto& [text, label] : classes) {
            label = static_cast<int>(set.classNames.size());
            set.classNames.push_back(text);
        }
        for (const auto& text : m_labels) set.labels.push_back(classes[text]);
    }

  private:
    void readLine(const std::string& line, std::int64_t number) {
        splitFields(line, m_columns.separator, m_fields);
        if (m_fields.size() != m_columns.columns)
            refuse(number, fmt::format("{} fields", m_columns.columns), std::to_string(m_fields.size()));
        m_numbers.clear();
        if (m_columns.label) m_labels.emplace_back(m_fields[*m_columns.label]);
        if (m_columns.packed) {
            splitFields(m_fields[m_columns.pixels[0]], ' ', m_pixels);
            const auto wanted = m_columns.square.channels * m_columns.square.side * m_columns.square.side;
            if (static_cast<std::int64_t>(m_pixels.size()) != wanted)
                refuse(number, fmt::format("{} pixels", wanted), std::to_string(m_pixels.size()));
            for (const auto field : m_pixels) keep(field, number);
            return;
        }
        for (const auto column : m_columns.pixels) keep(m_fields[column], number);
    }

    void keep(std::string_view field, std::int64_t line) {
        const auto value = numberOf(field);
        if (!value) refuse(line, "numbers as pixels", fmt::format("“{}”", printable(field)));
        m_numbers.push_back(static_cast<float>(*value));
    }

    [[noreturn]] void refuse(std::int64_t line, const std::string& expected, const std::string& found) const {
        throw DataError(
            fmt::format("{}: expected {} in line {}, found {}", m_path.string(), expected, line, found));
    }

    const fs::path& m_path;
    const PixelColumns& m_columns;
    std::vector<std::string_view> m_fields, m_pixels;
    std::vector<float> m_numbers;
    std::vector<std::string> m_labels;
};

std::optional<ImageSet> read(const Address& address, const LoadOptions& options) {
    const auto& path = address.path;
    const auto columns = columnsOf(path);
    if (!columns)
        throw DataError(fmt::format("{}: expected a table of pixels, found another", path.string()));
    const auto count = countLines(path, columns->header, options);
    if (!count) return std::nullopt;
    const auto& [channels, side] = columns->square;
    const ArrayHeader header{.type = {NumberClass::Float, sizeof(float)},
                             .shape = {*count, channels, side, side}};
    Rows rows(path, *columns);
    auto set = readImages(
        path.string(), header,
        [&](std::int64_t n, const std::vector<std::int64_t>& wanted, std::int64_t) {
            return rows.read(n, wanted, options);
        },
        options);
    if (!set) return std::nullopt;
    set->changes.insert(set->changes.begin(), columns->remarks.begin(), columns->remarks.end());
    rows.giveLabels(*set);
    return set;
}

}  // namespace

FormatKind kind() {
    return {.id = "csv_pixels",
            .title = "Table of pixels (CSV)",
            .expected = "a CSV table with the pixels of an image in each line",
            .source = "https://www.kaggle.com/c/digit-recognizer/data",
            .sniff = sniff,
            .read = read};
}

}  // namespace nescio::formats::csv_pixels
