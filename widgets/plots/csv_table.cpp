#include "widgets/plots/csv_table.h"

#include <cmath>

#include <QLocale>

namespace nescio {
namespace {

QString quoted(QString cell) {
    const bool plain = !cell.contains(QLatin1Char(',')) && !cell.contains(QLatin1Char('"')) &&
                       !cell.contains(QLatin1Char('\n')) && !cell.contains(QLatin1Char('\r'));
    if (plain) return cell;
    return QLatin1Char('"') + cell.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
}

}  // namespace

void CsvTable::addRow(const QStringList& cells) {
    for (qsizetype i = 0; i < cells.size(); ++i) {
        if (i > 0) m_text += QLatin1Char(',');
        m_text += quoted(cells[i]);
    }
    m_text += QLatin1Char('\n');
}

QString CsvTable::cell(double value) {
    if (std::isnan(value)) return QStringLiteral("nan");
    if (std::isinf(value)) return value > 0 ? QStringLiteral("inf") : QStringLiteral("-inf");
    return QString::number(value, 'g', QLocale::FloatingPointShortest);
}

}  // namespace nescio
