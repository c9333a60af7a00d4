#include "core/values/experiment.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "core/values/csv.h"
#include "core/values/latex_text.h"

namespace nescio {
namespace {

std::string headOf(const ResultColumn& column) {
    return column.unit.empty() ? column.title : column.title + " (" + column.unit + ")";
}

/// Joins cells of a row; `cell` makes the text of a column.
template <class Cell>
std::string joined(const ResultTable& table, const char* separator, Cell cell) {
    std::string line;
    for (std::size_t c = 0; c < table.columns.size(); ++c)
        line += (c == 0 ? "" : separator) + cell(table.columns[c]);
    return line;
}

}  // namespace

int paperNumber(const std::string& source) {
    const auto at = source.find("(E");
    return at == std::string::npos ? 100 : std::atoi(source.c_str() + at + 2);
}

std::string briefNumber(double value) {
    if (std::isnan(value)) return "no number";
    if (std::isinf(value)) return "not finite";
    if (value == std::floor(value) && std::abs(value) < 1e9)
        return std::to_string(static_cast<long long>(value));
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.4g", value);
    return text.data();
}

std::string toCsv(const ResultTable& table) {
    std::vector<std::string> header;
    for (const auto& column : table.columns) header.push_back(headOf(column));
    CsvText csv(header);
    for (std::size_t row = 0; row < table.rows(); ++row) {
        std::vector<std::string> cells;
        for (const auto& column : table.columns)
            cells.push_back(column.numbers.empty() ? column.words[row] : numberText(column.numbers[row]));
        csv.addRow(cells);
    }
    return csv.text();
}

std::string toLatex(const ResultTable& table) {
    std::string layout;
    for (const auto& column : table.columns) layout += column.numbers.empty() ? 'l' : 'r';
    std::string text = "% " + table.title + "\n\\begin{tabular}{" + layout + "}\n\\toprule\n";
    text += joined(table, " & ", [](const auto& column) { return latexText(headOf(column)); }) +
            " \\\\\n\\midrule\n";
    for (std::size_t row = 0; row < table.rows(); ++row)
        text += joined(table, " & ",
                       [&](const auto& column) {
                           return latexText(column.numbers.empty() ? column.words[row]
                                                                   : briefNumber(column.numbers[row]));
                       }) +
                " \\\\\n";
    return text + "\\bottomrule\n\\end{tabular}\n";
}

std::string toMarkdown(const ResultTable& table) {
    const auto cell = [](const std::string& text) {
        std::string safe;
        for (const char letter : text) safe += letter == '|' ? std::string("\\|") : std::string(1, letter);
        return safe;
    };
    std::string text =
        "| " + joined(table, " | ", [&](const auto& column) { return cell(headOf(column)); }) + " |\n";
    text += "|" + joined(table, "|", [](const auto&) { return std::string("---"); }) + "|\n";
    for (std::size_t row = 0; row < table.rows(); ++row)
        text += "| " +
                joined(table, " | ",
                       [&](const auto& column) {
                           return cell(column.numbers.empty() ? column.words[row]
                                                              : briefNumber(column.numbers[row]));
                       }) +
                " |\n";
    return text;
}

}  // namespace nescio
