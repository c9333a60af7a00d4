#include "app/pages/verdicts/verdict_table.h"

#include <algorithm>

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>

#include "app/models/verdict_model.h"
#include "widgets/theme.h"

namespace nescio {
namespace {

QString cellText(const QVariant& value) {
    QString text = value.toString();
    for (const char mark : {'\t', '\n', '\r'}) text.replace(QLatin1Char(mark), QLatin1Char(' '));
    return text;
}

}  // namespace

VerdictTable::VerdictTable(QWidget* parent) : QTableView(parent) {
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSortingEnabled(true);
    setShowGrid(false);
    setWordWrap(false);
    setIconSize({VerdictModel::kThumbnailPx, VerdictModel::kThumbnailPx});
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    verticalHeader()->setVisible(false);
    verticalHeader()->setDefaultSectionSize(VerdictModel::kThumbnailPx + kGridPx);
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignBottom);
}

QString VerdictTable::pickedAsText() const {
    if (!selectionModel()) return {};
    auto picked = selectionModel()->selectedRows();
    if (picked.isEmpty()) return {};
    std::sort(picked.begin(), picked.end(),
              [](const QModelIndex& a, const QModelIndex& b) { return a.row() < b.row(); });
    QStringList lines, cells;
    const auto columns = [&](const auto& cellOf) {
        cells.clear();
        for (int c = 0; c < model()->columnCount(); ++c)
            if (!isColumnHidden(c)) cells << cellText(cellOf(c));
        lines << cells.join(QLatin1Char('\t'));
    };
    columns([&](int c) { return model()->headerData(c, Qt::Horizontal); });
    for (const auto& row : picked) columns([&](int c) { return row.siblingAtColumn(c).data(); });
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

bool VerdictTable::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride &&
        static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy)) {
        event->accept();
        return true;
    }
    return QTableView::event(event);
}

void VerdictTable::keyPressEvent(QKeyEvent* event) {
    if (!event->matches(QKeySequence::Copy)) return QTableView::keyPressEvent(event);
    if (const auto text = pickedAsText(); !text.isEmpty()) QGuiApplication::clipboard()->setText(text);
}

}  // namespace nescio
