#include "widgets/copied_table.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>

namespace nescio {
namespace {

QString cellText(const QVariant& value) {
    QString text = value.toString();
    for (const char mark : {'\t', '\n', '\r'}) text.replace(QLatin1Char(mark), QLatin1Char(' '));
    return text;
}

/// Rows in their order on the screen.
std::vector<int> rowsToCopy(const QTableView& table) {
    std::vector<int> rows;
    for (const auto& row : table.selectionModel()->selectedRows()) rows.push_back(row.row());
    std::sort(rows.begin(), rows.end());
    if (!rows.empty()) return rows;
    rows.resize(static_cast<std::size_t>(table.model()->rowCount()));
    std::iota(rows.begin(), rows.end(), 0);
    return rows;
}

}  // namespace

CopiedTable::CopiedTable(QWidget* parent) : QTableView(parent) {
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSortingEnabled(true);
    verticalHeader()->setVisible(false);
}

QString CopiedTable::asText() const {
    if (!selectionModel() || model()->rowCount() == 0) return {};
    QStringList lines, cells;
    const auto columns = [&](const auto& cellOf) {
        cells.clear();
        for (int c = 0; c < model()->columnCount(); ++c)
            if (!isColumnHidden(c)) cells << cellText(cellOf(c));
        lines << cells.join(QLatin1Char('\t'));
    };
    columns([&](int c) { return model()->headerData(c, Qt::Horizontal); });
    for (const int row : rowsToCopy(*this)) columns([&](int c) { return model()->index(row, c).data(); });
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

bool CopiedTable::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride &&
        static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy)) {
        event->accept();
        return true;
    }
    return QTableView::event(event);
}

void CopiedTable::keyPressEvent(QKeyEvent* event) {
    if (!event->matches(QKeySequence::Copy)) return QTableView::keyPressEvent(event);
    if (const auto text = asText(); !text.isEmpty()) QGuiApplication::clipboard()->setText(text);
}

}  // namespace nescio
