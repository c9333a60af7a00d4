#include "core/values/experiment.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace nescio {
namespace {

std::string headOf(const ResultColumn& column) {
    return column.unit.empty() ? column.title : column.title + " (" + column.unit + ")";
}

/// The shortest text that reads back as the same number.
std::string inFull(double value) {
    if (std::isnan(value)) return "nan";
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.begin(), text.end(), value).ptr;
    return {text.begin(), end};
}

std::string csvCell(const std::string& text) {
    if (text.find_first_of(",\"\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char letter : text) quoted += letter == '"' ? std::string("\"\"") : std::string(1, letter);
    return quoted + '"';
}

std::string latexCell(const std::string& text) {
    std::string safe;
    for (const char letter : text) {
        if (std::string("&%$#_{}").find(letter) != std::string::npos) safe += '\\';
        safe += letter;
    }
    return safe;
}

/// Joins cells of a row; `cell` makes the text of a column.
template <class Cell>
std::string joined(const ResultTable& table, const char* separator, Cell cell) {
    std::string line;
    for (const auto& column : table.columns) line += (line.empty() ? "" : separator) + cell(column);
    return line;
}

}  // namespace

int paperNumber(const std::string& source) {
    const auto at = source.find("(E");
    return at == std::string::npos ? 100 : std::atoi(source.c_str() + at + 2);
}

std::string briefNumber(double value) {
    if (!std::isfinite(value)) return "not finite";
    if (value == std::floor(value) && std::abs(value) < 1e9)
        return std::to_string(static_cast<long long>(value));
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.4g", value);
    return text.data();
}

std::string toCsv(const ResultTable& table) {
    std::string text = joined(table, ",", [](const auto& column) { return csvCell(headOf(column)); }) + "\n";
    for (std::size_t row = 0; row < table.rows(); ++row)
        text += joined(table, ",",
                       [&](const auto& column) {
                           return column.numbers.empty() ? csvCell(column.words[row])
                                                         : inFull(column.numbers[row]);
                       }) +
                "\n";
    return text;
}

std::string toLatex(const ResultTable& table) {
    std::string layout;
    for (const auto& column : table.columns) layout += column.numbers.empty() ? 'l' : 'r';
    std::string text = "% " + table.title + "\n\\begin{tabular}{" + layout + "}\n\\toprule\n";
    text += joined(table, " & ", [](const auto& column) { return latexCell(headOf(column)); }) +
            " \\\\\n\\midrule\n";
    for (std::size_t row = 0; row < table.rows(); ++row)
        text += joined(table, " & ",
                       [&](const auto& column) {
                           return latexCell(column.numbers.empty() ? column.words[row]
                                                                   : briefNumber(column.numbers[row]));
                       }) +
                " \\\\\n";
    return text + "\\bottomrule\n\\end{tabular}\n";
}

}  // namespace nescio
