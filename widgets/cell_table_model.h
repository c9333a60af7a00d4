// A CellTable as a model, with marks and checks for its rows, and the order that its numbers ask for.
#pragma once

#include <vector>

#include <QAbstractTableModel>
#include <QColor>
#include <QSortFilterProxyModel>

#include "core/values/cell_table.h"

namespace nescio {

/// What stands before the first cell of a row.
struct RowMark {
    QColor colour;        ///< not valid: none
    bool checked = true;  ///< shown where the model is checkable
    bool operator==(const RowMark&) const = default;
};

/// Thread: GUI.
class CellTableModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum class Checks { None, Rows };
    static constexpr int kSortRole = Qt::UserRole + 1;

    explicit CellTableModel(Checks checks, QObject* parent = nullptr)
        : QAbstractTableModel(parent), m_checks(checks) {}

    /// Rows and selection stay where the table has the same columns and as many rows.   Shapes: a mark a row.
    void show(CellTable table, std::vector<RowMark> marks);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

  Q_SIGNALS:
    /// Somebody wants a row checked, or not. Nothing changes until a table is shown that says so.
    void checkRequested(int row, bool checked);

  private:
    Checks m_checks;
    CellTable m_table;
    std::vector<RowMark> m_marks;
};

/// Sorts by numbers; what has none stands at the end, by its text, whichever way it is sorted.
class CellTableOrder : public QSortFilterProxyModel {
    Q_OBJECT

  public:
    explicit CellTableOrder(QObject* parent = nullptr);

  protected:
    [[nodiscard]] bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;
};

}  // namespace nescio
