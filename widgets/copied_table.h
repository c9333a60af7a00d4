// A table whose rows are sorted by a header, found by words, picked whole, and copied for spreadsheets and
// papers.
#pragma once

#include <QTableView>

class QLineEdit;

namespace nescio {

/// Copies as text with tabs or for LaTeX: titles and the picked rows as they stand, all where none is picked;
/// what is hidden is left out. Ctrl+F finds rows by words.   Thread: GUI.
class CopiedTable : public QTableView {
    Q_OBJECT

  public:
    explicit CopiedTable(QWidget* parent = nullptr);

    /// "" where there is no row.
    [[nodiscard]] QString asText() const;
    /// A tabular of booktabs; "" where there is no row.
    [[nodiscard]] QString asLatex() const;
    /// Shows only rows that have the words in some cell, whatever their case; all of them for "".
    void setFilter(const QString& words);
    void setModel(QAbstractItemModel* model) override;

  protected:
    /// Copy is this table's while it has the focus, not the window's.
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    /// Titles first, then the rows to copy, cell by cell.
    [[nodiscard]] QList<QStringList> cells() const;
    void applyFilter();
    void placeFilter();
    void openFilter();

    QLineEdit* m_filter;
};

}  // namespace nescio
