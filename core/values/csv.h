// Tables as comma-separated text (RFC 4180).
#pragma once

#include <string>
#include <vector>

namespace nescio {

/// Rows under a header.
class CsvText {
  public:
    explicit CsvText(const std::vector<std::string>& header) { addRow(header); }
    /// Quotes what needs it.
    void addRow(const std::vector<std::string>& cells);
    [[nodiscard]] const std::string& text() const { return m_text; }

  private:
    std::string m_text;
};

/// The shortest text that reads back as the same number; "nan", "inf" where it is none.
std::string numberText(double value);

}  // namespace nescio
