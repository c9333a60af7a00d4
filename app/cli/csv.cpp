#include "app/cli/csv.h"

#include <filesystem>
#include <fstream>

#include <fmt/format.h>

#include "core/values/failure.h"

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

void CsvText::writeTo(const std::string& path) const {
    const std::string beside = path + ".part";
    std::ofstream file(beside, std::ios::binary | std::ios::trunc);
    file.write(m_text.data(), static_cast<std::streamsize>(m_text.size()));
    file.close();
    std::error_code error;
    if (file) std::filesystem::rename(beside, path, error);
    if (file && !error) return;
    std::filesystem::remove(beside, error);
    throw Error(
        fmt::format("{}: expected to write {} bytes, found no way to (folder missing, not writable, or "
                    "disk full)",
                    path, m_text.size()));
}

std::string numberText(double value) {
    return fmt::format("{}", value);
}

}  // namespace nescio
