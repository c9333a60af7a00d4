#include "widgets/action_search.h"

#include <QAction>
#include <QCompleter>
#include <QFocusEvent>
#include <QStandardItemModel>
#include <QTimer>

namespace nescio {
namespace {

QString titleOf(const QAction& action) {
    QString title = action.text();
    title.remove(QLatin1Char('&'));
    if (!action.shortcut().isEmpty())
        title += QStringLiteral("   ") + action.shortcut().toString(QKeySequence::NativeText);
    return title;
}

}  // namespace

ActionSearch::ActionSearch(QWidget* parent) : QLineEdit(parent), m_model(new QStandardItemModel(this)) {
    setObjectName(QStringLiteral("actionSearch"));
    setPlaceholderText(tr("Search actions…"));
    setToolTip(tr("Find any command by its name (Ctrl+K)"));
    setAccessibleName(tr("Search actions"));
    setClearButtonEnabled(true);
    setMaximumWidth(220);
    setAcceptDrops(false);
    auto* completer = new QCompleter(m_model, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCompletionMode(QCompleter::PopupCompletion);
    setCompleter(completer);
    connect(completer, qOverload<const QString&>(&QCompleter::activated), this, &ActionSearch::run);
    connect(this, &QLineEdit::returnPressed, this, [this, completer] {
        if (completer->completionCount() > 0) run(completer->currentCompletion());
    });
}

void ActionSearch::setActions(const QList<QAction*>& actions) {
    m_actions = actions;
    refill();
}

void ActionSearch::refill() {
    m_model->clear();
    for (const QAction* action : m_actions)
        if (action->isEnabled()) m_model->appendRow(new QStandardItem(titleOf(*action)));
}

void ActionSearch::focusInEvent(QFocusEvent* event) {
    // Only what can be done now is offered, and what can be done changes all the time.
    if (event->reason() != Qt::PopupFocusReason) refill();
    QLineEdit::focusInEvent(event);
}

void ActionSearch::run(const QString& title) {
    for (QAction* action : m_actions) {
        if (titleOf(*action) != title || !action->isEnabled()) continue;
        // The completer still writes into the line after this signal.
        QTimer::singleShot(0, this, &QLineEdit::clear);
        QTimer::singleShot(0, action, &QAction::trigger);
        return;
    }
}

}  // namespace nescio
