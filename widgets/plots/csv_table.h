// Numbers as comma separated values, in the C locale, readable back to the last bit.
#pragma once

#include <cstdint>

#include <QString>
#include <QStringList>

namespace nescio {

/// One CSV text, row by row.
class CsvTable {
  public:
    explicit CsvTable(const QStringList& header) { addRow(header); }

    /// Adds a row of ready cells; cells with commas, quotes or line breaks are quoted (RFC 4180).
    void addRow(const QStringList& cells);
    /// The shortest text that reads back to the same number; "nan", "inf", "-inf" where it is not finite.
    static QString cell(double value);
    static QString cell(std::int64_t value) { return QString::number(value); }

    [[nodiscard]] const QString& text() const { return m_text; }

  private:
    QString m_text;
};

}  // namespace nescio
