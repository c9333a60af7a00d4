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
    hide();
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

/// A hidden corner would still take its room from the tabs.
void TabMenu::place() {
    const bool needed = m_tabs->tabBar()->sizeHint().width() > m_tabs->width();
    if (needed == (m_tabs->cornerWidget() == this)) return;
    m_tabs->setCornerWidget(needed ? this : nullptr);
    setVisible(needed);
}

bool TabMenu::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize || event->type() == QEvent::Show) place();
    return QToolButton::eventFilter(watched, event);
}

}  // namespace nescio
