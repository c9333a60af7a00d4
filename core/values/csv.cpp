#include "core/values/csv.h"

#include <cmath>

#include <fmt/format.h>

namespace nescio {
namespace {

std::string quoted(const std::string& cell) {
    if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
    std::string text = "\"";
    for (const char c : cell) text += c == '"' ? std::string("\"\"") : std::string(1, c);
    return text + '"';
}

}  // namespace

void CsvText::addRow(const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) m_text += (i > 0 ? "," : "") + quoted(cells[i]);
    m_text += '\n';
}

std::string numberText(double value) {
    return std::isnan(value) ? "nan" : fmt::format("{}", value);  // a NaN's sign says nothing
}

}  // namespace nescio
