#include "app/window/tab_menu.h"

#include <QEvent>
#include <QMenu>
#include <QTabBar>
#include <QTabWidget>

#include "widgets/control_names.h"

namespace nescio {

TabMenu::TabMenu(QTabWidget* tabs) : QToolButton(tabs), m_tabs(tabs) {
    named(this, "tabMenu", tr("All pages"));
    setAutoRaise(true);
    setArrowType(Qt::DownArrow);
    setPopupMode(QToolButton::InstantPopup);
    setMenu(new QMenu(this));
    menu()->setToolTipsVisible(true);
    connect(menu(), &QMenu::aboutToShow, this, &TabMenu::fill);
    tabs->setCornerWidget(this);
    tabs->installEventFilter(this);
}

void TabMenu::fill() {
    menu()->clear();
    for (int at = 0; at < m_tabs->count(); ++at) {
        auto* action = menu()->addAction(m_tabs->tabText(at));
        action->setToolTip(m_tabs->tabToolTip(at));
        connect(action, &QAction::triggered, m_tabs, [this, at] { m_tabs->setCurrentIndex(at); });
    }
}

bool TabMenu::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize || event->type() == QEvent::Show)
        setVisible(m_tabs->tabBar()->sizeHint().width() > m_tabs->width());
    return QToolButton::eventFilter(watched, event);
}

}  // namespace nescio
