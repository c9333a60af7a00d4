// A line in which any command is found by its words and run with Enter.
#pragma once

#include <QLineEdit>

class QAction;
class QStandardItemModel;

namespace nescio {

/// Completes over the given actions.   Thread: GUI.
class ActionSearch : public QLineEdit {
    Q_OBJECT

  public:
    explicit ActionSearch(QWidget* parent = nullptr);

    /// The actions to search; they must outlive this line.
    void setActions(const QList<QAction*>& actions);

  protected:
    void focusInEvent(QFocusEvent* event) override;

  private:
    void refill();
    void run(const QString& title);

    QList<QAction*> m_actions;
    QStandardItemModel* m_model;
};

}  // namespace nescio
