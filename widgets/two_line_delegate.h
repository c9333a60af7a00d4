// How the lists on the left draw a row: a title, a quiet second line under it, a coloured mark and a check.
#pragma once

#include <QFontMetrics>
#include <QStyledItemDelegate>

namespace nescio {

/// Extra roles that a model offers to TwoLineDelegate, beside display, decoration (a QColor) and check state.
enum TwoLineRole {
    kCaptionRole = Qt::UserRole + 1,  ///< QString, the second line
    kProgressRole,                    ///< double 0..1 drawn as a thin bar; negative or absent: none
    kKeyRole                          ///< QString, the stable id of the row
};

/// A title within `width` px: of "folder/name" the folder goes first, as names of one folder begin alike.
QString shortened(const QString& title, const QFontMetrics& metrics, int width);

/// Draws and measures two-line rows; a click on the mark toggles the check state.
class TwoLineDelegate : public QStyledItemDelegate {
    Q_OBJECT

  public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

  protected:
    bool editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                     const QModelIndex& index) override;
};

}  // namespace nescio
