#include "widgets/cell_table_model.h"

#include <algorithm>
#include <utility>

#include "widgets/qt_text.h"

namespace nescio {
namespace {

constexpr std::size_t kShortWords = 12;

QStringList titlesOf(const CellTable& table) {
    QStringList titles;
    for (const auto& column : table.columns) titles << toQt(column.title);
    return titles;
}

/// Words that may be shortened stand whole before what is told of them.
QString tipOf(const TableCell& cell) {
    if (cell.tip.empty()) return toQt(cell.text);
    const bool words = !cell.number && cell.text.size() > kShortWords;
    return words ? toQt(cell.text) + QLatin1Char('\n') + toQt(cell.tip) : toQt(cell.tip);
}

}  // namespace

void CellTableModel::show(CellTable table, std::vector<RowMark> marks) {
    const bool same = titlesOf(table) == titlesOf(m_table) && table.rows.size() == m_table.rows.size();
    if (!same) beginResetModel();
    m_table = std::move(table);
    m_marks = std::move(marks);
    if (!same) return endResetModel();
    if (!m_table.rows.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int CellTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_table.rows.size());
}

int CellTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_table.columns.size());
}

QVariant CellTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const auto row = static_cast<std::size_t>(index.row());
    const auto& cell = m_table.rows[row][static_cast<std::size_t>(index.column())];
    const bool first = index.column() == 0 && row < m_marks.size();
    switch (role) {
        case Qt::DisplayRole:
            return toQt(cell.text);
        case kSortRole:
            return cell.number ? QVariant(*cell.number) : QVariant(toQt(cell.text));
        case Qt::ToolTipRole:
            return tipOf(cell);
        case Qt::TextAlignmentRole:
            return QVariant((cell.number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
        case Qt::DecorationRole:
            return first && m_marks[row].colour.isValid() ? QVariant(m_marks[row].colour) : QVariant();
        case Qt::CheckStateRole:
            if (!first || m_checks == Checks::None) return {};
            return m_marks[row].checked ? Qt::Checked : Qt::Unchecked;
        default:
            return {};
    }
}

QVariant CellTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section >= columnCount()) return {};
    const auto& column = m_table.columns[static_cast<std::size_t>(section)];
    if (role == Qt::DisplayRole) return toQt(column.title);
    if (role == Qt::ToolTipRole && !column.tip.empty()) return toQt(column.tip);
    return {};
}

Qt::ItemFlags CellTableModel::flags(const QModelIndex& index) const {
    const auto usual = QAbstractTableModel::flags(index);
    return m_checks == Checks::Rows && index.column() == 0 ? usual | Qt::ItemIsUserCheckable : usual;
}

bool CellTableModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (role != Qt::CheckStateRole || !index.isValid() || m_checks == Checks::None) return false;
    Q_EMIT checkRequested(index.row(), value.toInt() == Qt::Checked);
    return true;
}

CellTableOrder::CellTableOrder(QObject* parent) : QSortFilterProxyModel(parent) {
    setSortRole(CellTableModel::kSortRole);
    setDynamicSortFilter(true);
}

bool CellTableOrder::lessThan(const QModelIndex& left, const QModelIndex& right) const {
    const auto a = left.data(sortRole()), b = right.data(sortRole());
    const bool aNumber = a.typeId() == QMetaType::Double, bNumber = b.typeId() == QMetaType::Double;
    if (aNumber && bNumber) return a.toDouble() < b.toDouble();
    // Descending, Qt asks the same and turns the answer round.
    if (aNumber != bNumber) return aNumber == (sortOrder() == Qt::AscendingOrder);
    return QString::localeAwareCompare(a.toString(), b.toString()) < 0;
}

}  // namespace nescio
