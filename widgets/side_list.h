// A titled list of the left pane (DATA, RUNS): two-line rows, a sentence when it is empty, a menu on rows.
#pragma once

#include <QWidget>

class QAbstractItemModel;
class QLabel;
class QListView;
class QToolButton;

namespace nescio {

/// A list with a heading and one button.   Thread: GUI.
class SideList : public QWidget {
    Q_OBJECT

  public:
    SideList(const QString& heading, const QString& emptySentence, QWidget* parent = nullptr);

    /// Shows the rows of a model that offers the roles of TwoLineDelegate. The model must outlive the list.
    void setModel(QAbstractItemModel* model);
    [[nodiscard]] QListView* view() const { return m_view; }
    /// The button beside the heading.
    [[nodiscard]] QToolButton* button() const { return m_button; }

    [[nodiscard]] QString currentKey() const;
    /// Marks a row without emitting keyPicked.
    void setCurrentKey(const QString& key);

  Q_SIGNALS:
    void keyPicked(const QString& key);
    void keyActivated(const QString& key);
    void menuRequested(const QString& key, const QPoint& globalPosition);

  private:
    void watchEmptiness(QAbstractItemModel* model);
    void updateEmptiness();

    QListView* m_view;
    QLabel* m_empty;
    QToolButton* m_button;
    QString m_wantedKey;
    bool m_marking = false;
};

}  // namespace nescio
