// A table whose rows are picked whole and copied for spreadsheets.
#pragma once

#include <QTableView>

namespace nescio {

/// Copies as text with tabs: titles and the picked rows as they stand, all where none is picked; hidden
/// columns are left out.   Thread: GUI.
class CopiedTable : public QTableView {
    Q_OBJECT

  public:
    explicit CopiedTable(QWidget* parent = nullptr);

    /// "" where there is no row.
    [[nodiscard]] QString asText() const;

  protected:
    /// Copy is this table's while it has the focus, not the window's.
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
};

}  // namespace nescio
