// Columns from a text table: a heading, then a line an image.
#include <algorithm>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "core/values/failure.h"
#include "datasets/byte_reader.h"
#include "datasets/columns/column_readers.h"
#include "datasets/columns/read_columns.h"
#include "datasets/printable.h"
#include "datasets/table/lines.h"

namespace nescio {
namespace {

using Fields = std::vector<std::string_view>;

/// What a column of the file is for.
enum class Use { Undecided, Numbers, Index, Set, Nothing };

struct TextColumn {
    std::string title;  ///< as the file has it
    ColumnHeading heading;
    Use use = Use::Undecided;
    std::vector<double> values;
};

class TextTable {
  public:
    TextTable(const std::filesystem::path& path, std::string setId)
        : m_name(path.string()), m_setId(std::move(setId)), m_reader(path), m_lines(m_reader) {
        readHeadings();
        for (std::string line; m_lines.next(line);) addLine(line);
    }

    ColumnTable finished() {
        ColumnTable table{.rows = m_rows};
        for (auto& column : m_columns) {
            if (column.use == Use::Index)
                table.index = std::move(m_index);
            else if (column.use == Use::Numbers)
                addColumn(table, {column.heading.name, column.heading.unit, std::move(column.values)});
            else if (column.use == Use::Nothing)
                table.remarks.push_back(
                    fmt::format("column “{}” left out: {}", printable(column.title),
                                column.heading.name.empty() ? "it has no name" : "it holds no numbers"));
        }
        if (m_ofOthers > 0)
            table.remarks.push_back(fmt::format("{} rows of other sets left out", m_ofOthers));
        return table;
    }

  private:
    void readHeadings() {
        std::string line;
        if (!m_lines.next(line))
            throw DataError(
                fmt::format("{}: expected a line with names of columns, found an empty file", m_name));
        requireText(line);
        m_separator = separatorOf(line);
        // "loss [nats]" between blanks is one name with its unit.
        for (auto at = line.find(" ["); m_separator == ' ' && at != std::string::npos; at = line.find(" ["))
            line.erase(at, 1);
        Fields titles;
        splitFields(line, m_separator, titles);
        if (titles.size() > kMostColumns)
            throw DataError(fmt::format("{}: expected at most {} columns, found {}", m_name, kMostColumns,
                                        titles.size()));
        if (std::all_of(titles.begin(), titles.end(), [](auto title) { return numberOf(title).has_value(); }))
            throw DataError(
                fmt::format("{}: expected names of columns in the first line, found numbers; put a "
                            "line such as “index,loss [nats]” before them",
                            m_name));
        for (const auto title : titles) {
            auto& column = m_columns.emplace_back();
            column.title = title;
            column.heading = headingOf(title);
            if (column.heading.name == "index") column.use = Use::Index;
            if (column.use == Use::Index && std::exchange(m_hasIndex, true))
                throw DataError(fmt::format("{}: expected one column “index”, found two", m_name));
            if (column.heading.name == "set") column.use = Use::Set;
            if (column.heading.name.empty()) column.use = Use::Nothing;
        }
    }

    void addLine(const std::string& line) {
        requireText(line);
        splitFields(line, m_separator, m_fields);
        if (m_fields.size() != m_columns.size())
            throw DataError(fmt::format("{}: expected {} fields, as the first line has, found {} (line {})",
                                        m_name, m_columns.size(), m_fields.size(), m_lines.number()));
        if (isOfAnotherSet()) {
            ++m_ofOthers;
            return;
        }
        for (std::size_t c = 0; c < m_columns.size(); ++c) addField(m_columns[c], m_fields[c]);
        ++m_rows;
    }

    [[nodiscard]] bool isOfAnotherSet() const {
        for (std::size_t c = 0; c < m_columns.size() && !m_setId.empty(); ++c)
            if (m_columns[c].use == Use::Set && m_fields[c] != m_setId) return true;
        return false;
    }

    void addField(TextColumn& column, std::string_view field) {
        if (column.use == Use::Undecided)  // judged by its first row, so that what is wrong later is named
            column.use = field.empty() || numberOf(field) ? Use::Numbers : Use::Nothing;
        if (column.use != Use::Numbers && column.use != Use::Index) return;
        const auto number = field.empty() ? std::numeric_limits<double>::quiet_NaN() : numberOf(field);
        if (!number)
            throw DataError(
                fmt::format("{}: expected a number, found “{}”", placeIn(column), printable(field)));
        if (column.use == Use::Index) return m_index.push_back(placeOf(*number, placeIn(column)));
        if (++m_values > kMostValues)
            throw DataError(fmt::format("{}: expected at most {} numbers, found more", m_name, kMostValues));
        column.values.push_back(*number);
    }

    [[nodiscard]] std::string placeIn(const TextColumn& column) const {
        return fmt::format("{}, line {}, column “{}”", m_name, m_lines.number(), printable(column.title));
    }

    void requireText(const std::string& line) const {
        if (line.find('\0') != std::string::npos)
            throw DataError(
                fmt::format("{}: expected a text table, an .npz or an .npy file, found other bytes", m_name));
    }

    std::string m_name, m_setId;
    ByteReader m_reader;
    LineReader m_lines;
    char m_separator = ',';
    std::vector<TextColumn> m_columns;
    std::vector<std::int64_t> m_index;
    bool m_hasIndex = false;
    Fields m_fields;
    std::int64_t m_rows = 0, m_ofOthers = 0;
    std::size_t m_values = 0;
};

}  // namespace

ColumnTable readTextColumns(const std::filesystem::path& path, const std::string& setId) {
    return TextTable(path, setId).finished();
}

}  // namespace nescio
