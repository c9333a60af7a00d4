#include "real_hand.h"

#include <QAction>
#include <QGuiApplication>
#include <QMenu>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>
#include <QTimer>
#include <QWidget>

#include "tests/patience.h"

namespace nescio {
namespace {

constexpr int kSteps = 8;      ///< of one move, so that there is a way and not only its ends
constexpr int kSettleMs = 20;  ///< for what the window system still has on the way

/// null: none of these words that can be chosen.
QAction* enabledEntry(const QMenu& of, const QString& words) {
    for (auto* action : of.actions())
        if (QString(action->text()).remove(QLatin1Char('&')) == words && action->isEnabled()) return action;
    return nullptr;
}

}  // namespace

QString RealHand::missing() {
    if (QGuiApplication::platformName() != QLatin1String("xcb")) return QStringLiteral("no X server");
    if (QStandardPaths::findExecutable(QStringLiteral("xdotool")).isEmpty())
        return QStringLiteral("no xdotool on this machine");
    return {};
}

void RealHand::perform(const QStringList& what, bool wait) {
    if (!wait) {
        (void)QProcess::startDetached(QStringLiteral("xdotool"), what);
        return;
    }
    QProcess program;
    program.start(QStringLiteral("xdotool"), what);
    (void)QTest::qWaitFor([&program] { return program.state() == QProcess::NotRunning; }, kPatienceMs);
    QTest::qWait(kSettleMs);
}

void RealHand::moveTo(const QPoint& at) {
    for (int step = 1; step <= kSteps; ++step) {
        const QPoint next = m_at + (at - m_at) * step / kSteps;
        perform({"mousemove", QString::number(next.x()), QString::number(next.y())});
    }
    m_at = at;
}

void RealHand::press() {
    ++m_clicks;
    perform({"mousedown", "1"});
}

void RealHand::release() {
    m_release.start();
    perform({"mouseup", "1"});
}

void RealHand::click(const QPoint& at) {
    moveTo(at);
    press();
    release();
}

/// The press only returns once the menu is closed: what follows it is done from a timer.
bool RealHand::choose(const QWidget& button, const QMenu& menu, const QStringList& words) {
    const QMenu* open = &menu;
    auto left = words;
    bool refused = false;
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &timer, [&] {
        if (!open || !open->isVisible()) return;
        auto* found = left.isEmpty() ? nullptr : enabledEntry(*open, left.takeFirst());
        refused = !found;
        if (refused) return perform({"key", "--repeat", "3", "Escape"}, false);
        m_at = open->mapToGlobal(open->actionGeometry(found).center());
        open = found->menu();
        ++m_clicks;
        perform(
            {"mousemove", QString::number(m_at.x()), QString::number(m_at.y()), "sleep", "0.1", "click", "1"},
            false);
    });
    timer.start(100);
    click(button);
    (void)QTest::qWaitFor([&] { return refused || (left.isEmpty() && !menu.isVisible()); }, kPatienceMs);
    return !refused && left.isEmpty();
}

void RealHand::drag(const QPoint& from, const QPoint& to) {
    moveTo(from);
    press();
    moveTo(to);
    release();
}

bool RealHand::drop(const QStringList& paths, const QPoint& to) {
    const QPoint corner(1400, 40);  // right of the window
    QProcess source;
    source.start(QStringLiteral(NESCIO_DRAG_SOURCE),
                 QStringList{QString::number(corner.x()), QString::number(corner.y())} + paths);
    QByteArray said;
    const auto says = [&](const char* word) {
        return QTest::qWaitFor(
            [&] {
                said += source.readAllStandardOutput();
                return said.contains(word);
            },
            kPatienceMs);
    };
    if (!says("shown")) return false;
    QTest::qWait(kSettleMs * 5);
    drag(corner + QPoint(40, 40), to);
    const bool taken = says("taken");
    source.kill();
    (void)source.waitForFinished();
    return taken;
}

void RealHand::key(const QString& name) {
    ++m_keys;
    perform({"key", name});
}

void RealHand::type(const QString& text) {
    ++m_keys;
    perform({"type", "--delay", "2", text});
}

QPoint RealHand::middleOf(const QWidget& widget) {
    return widget.mapToGlobal(widget.rect().center());
}

}  // namespace nescio
