// The tabs of a narrow window by name: some are out of sight.
#pragma once

#include <QToolButton>

class QTabWidget;

namespace nescio {

/// In the corner of the tabs while they are wider than their room.   Thread: GUI.
class TabMenu : public QToolButton {
    Q_OBJECT

  public:
    /// `tabs` becomes the parent.
    explicit TabMenu(QTabWidget* tabs);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void fill();
    void place();

    QTabWidget* m_tabs;
};

}  // namespace nescio
