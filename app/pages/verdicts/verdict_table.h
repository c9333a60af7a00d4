// The table itself: rows with thumbnails that are sorted, picked and copied.
#pragma once

#include <QTableView>

namespace nescio {

/// Copies as text with tabs, for spreadsheets: titles and the picked rows as they stand, hidden columns left
/// out.   Thread: GUI.
class VerdictTable : public QTableView {
    Q_OBJECT

  public:
    explicit VerdictTable(QWidget* parent = nullptr);

    /// "" where no row is picked.
    [[nodiscard]] QString pickedAsText() const;

  protected:
    /// Copy is this table's while it has the focus, not the window's.
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
};

}  // namespace nescio
