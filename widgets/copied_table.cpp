#include "widgets/copied_table.h"

#include <algorithm>
#include <vector>

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>

#include "core/values/latex_text.h"
#include "widgets/control_names.h"
#include "widgets/qt_text.h"
#include "widgets/theme.h"

namespace nescio {
namespace {

constexpr int kFilterPx = 220;

QString cellText(const QVariant& value) {
    QString text = value.toString();
    for (const char mark : {'\t', '\n', '\r'}) text.replace(QLatin1Char(mark), QLatin1Char(' '));
    return text;
}

/// Rows in their order on the screen.
std::vector<int> rowsToCopy(const QTableView& table) {
    std::vector<int> rows;
    for (const auto& row : table.selectionModel()->selectedRows())
        if (!table.isRowHidden(row.row())) rows.push_back(row.row());
    std::sort(rows.begin(), rows.end());
    if (!rows.empty()) return rows;
    for (int row = 0; row < table.model()->rowCount(); ++row)
        if (!table.isRowHidden(row)) rows.push_back(row);
    return rows;
}

QString latexRow(const QStringList& cells) {
    QStringList safe;
    for (const QString& cell : cells) safe << toQt(latexText(toStd(cell)));
    return safe.join(QStringLiteral(" & ")) + QStringLiteral(" \\\\\n");
}

void copyText(const QString& text) {
    if (!text.isEmpty()) QGuiApplication::clipboard()->setText(text);
}

}  // namespace

CopiedTable::CopiedTable(QWidget* parent)
    : QTableView(parent),
      m_filter(named(new QLineEdit(this), "tableFilter", tr("Show rows with these words"))) {
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSortingEnabled(true);
    verticalHeader()->setVisible(false);
    m_filter->setPlaceholderText(tr("Show rows with…"));
    m_filter->setClearButtonEnabled(true);
    m_filter->hide();
    connect(m_filter, &QLineEdit::textChanged, this, &CopiedTable::applyFilter);
}

void CopiedTable::setModel(QAbstractItemModel* model) {
    QTableView::setModel(model);
    if (!model) return;
    connect(model, &QAbstractItemModel::modelReset, this, &CopiedTable::applyFilter);
    connect(model, &QAbstractItemModel::layoutChanged, this, &CopiedTable::applyFilter);
    connect(model, &QAbstractItemModel::rowsInserted, this, &CopiedTable::applyFilter);
    connect(model, &QAbstractItemModel::dataChanged, this, &CopiedTable::applyFilter);
}

void CopiedTable::setFilter(const QString& words) {
    m_filter->setText(words);
}

void CopiedTable::applyFilter() {
    if (!model()) return;
    const QString words = m_filter->text().trimmed();
    const auto has = [&](int row) {
        for (int c = 0; c < model()->columnCount(); ++c)
            if (!isColumnHidden(c) &&
                model()->index(row, c).data().toString().contains(words, Qt::CaseInsensitive))
                return true;
        return false;
    };
    for (int row = 0; row < model()->rowCount(); ++row) setRowHidden(row, !words.isEmpty() && !has(row));
}

QList<QStringList> CopiedTable::cells() const {
    QList<QStringList> lines;
    if (!selectionModel() || model()->rowCount() == 0) return lines;
    const auto add = [&](const auto& cellOf) {
        QStringList line;
        for (int c = 0; c < model()->columnCount(); ++c)
            if (!isColumnHidden(c)) line << cellText(cellOf(c));
        lines << line;
    };
    add([&](int c) { return model()->headerData(c, Qt::Horizontal); });
    for (const int row : rowsToCopy(*this)) add([&](int c) { return model()->index(row, c).data(); });
    return lines;
}

QString CopiedTable::asText() const {
    QString text;
    for (const QStringList& line : cells()) text += line.join(QLatin1Char('\t')) + QLatin1Char('\n');
    return text;
}

QString CopiedTable::asLatex() const {
    const auto lines = cells();
    if (lines.isEmpty()) return {};
    QString text = QStringLiteral("\\begin{tabular}{%1}\n\\toprule\n")
                       .arg(QString(lines.front().size(), QLatin1Char('l')));
    text += latexRow(lines.front()) + QStringLiteral("\\midrule\n");
    for (const QStringList& line : lines.mid(1)) text += latexRow(line);
    return text + QStringLiteral("\\bottomrule\n\\end{tabular}\n");
}

bool CopiedTable::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->matches(QKeySequence::Copy) || key->matches(QKeySequence::Find)) {
            event->accept();
            return true;
        }
    }
    return QTableView::event(event);
}

void CopiedTable::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy)) return copyText(asText());
    if (event->matches(QKeySequence::Find)) return openFilter();
    if (event->key() == Qt::Key_Escape && m_filter->isVisible()) {
        m_filter->clear();
        m_filter->hide();
        return setFocus();
    }
    QTableView::keyPressEvent(event);
}

void CopiedTable::contextMenuEvent(QContextMenuEvent* event) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("tableMenu"));
    menu->addAction(tr("&Copy"), this, [this] { copyText(asText()); });
    menu->addAction(tr("Copy for &LaTeX"), this, [this] { copyText(asLatex()); });
    menu->addAction(tr("&Find rows…"), this, &CopiedTable::openFilter);
    menu->popup(event->globalPos());
}

void CopiedTable::openFilter() {
    m_filter->show();
    placeFilter();
    m_filter->raise();
    m_filter->setFocus();
}

/// Over the last row, where it hides the least.
void CopiedTable::placeFilter() {
    const QRect room = viewport()->geometry();
    m_filter->resize(std::min(kFilterPx, room.width()), m_filter->sizeHint().height());
    m_filter->move(room.right() - m_filter->width() - kGridPx, room.bottom() - m_filter->height() - kGridPx);
}

void CopiedTable::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    placeFilter();
}

}  // namespace nescio
