// The application of tests with a window: it notes how long the GUI thread was held by one event, and tells
// of the longest at the end. A figure, no assertion: other programs hold a machine up, too.
#pragma once

#include <ctime>

#include <QApplication>
#include <QElapsedTimer>
#include <QEvent>
#include <QMetaEnum>

namespace nescio {

class WatchedApplication : public QApplication {
  public:
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override {
        // What is handled within an event counts as part of it, also in a nested loop (an open menu): the
        // figure is never too small.
        if (m_inside) return QApplication::notify(receiver, event);
        m_inside = true;
        const int type = event->type();
        const QString whose =
            QLatin1String(receiver->metaObject()->className()) + QLatin1Char(' ') + receiver->objectName();
        QElapsedTimer clock;
        clock.start();
        const double before = usedMs();
        const bool taken = QApplication::notify(receiver, event);
        const double used = usedMs() - before;
        m_inside = false;
        if (used > m_usedMs) {
            m_usedMs = used;
            m_wallMs = 1e-6 * static_cast<double>(clock.nsecsElapsed());
            m_what = QStringLiteral("%1 to %2").arg(nameOf(type), whose.trimmed());
        }
        return taken;
    }
    void tell() const {
        if (m_usedMs > 0)
            qInfo("longest hold of the GUI thread: %.0f ms (%.0f ms on the clock), %s", m_usedMs, m_wallMs,
                  qPrintable(m_what));
    }

  private:
    static double usedMs() {
        timespec used{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
        return 1e3 * static_cast<double>(used.tv_sec) + 1e-6 * static_cast<double>(used.tv_nsec);
    }
    static QString nameOf(int type) {
        const char* known = QMetaEnum::fromType<QEvent::Type>().valueToKey(type);
        return known ? QLatin1String(known) : QString::number(type);
    }
    bool m_inside = false;
    double m_usedMs = 0, m_wallMs = 0;
    QString m_what;
};

}  // namespace nescio
