// Mouse and keys as the window system delivers them, for a window on an X server: what xdotool does, counted.
#pragma once

#include <QElapsedTimer>
#include <QPoint>
#include <QRect>
#include <QString>
#include <QStringList>

class QMenu;
class QWidget;

namespace nescio {

/// One pointer and one keyboard.   Thread: GUI; events are handled while it moves.
class RealHand {
  public:
    /// Why nothing can be driven here; empty where it can.
    [[nodiscard]] static QString missing();

    void click(const QWidget& on) { click(middleOf(on)); }
    void click(const QPoint& at);
    /// Opens the menu of a button and chooses by the words of its entries, submenu by submenu. False, with
    /// the menu closed, where one is not offered.
    bool choose(const QWidget& button, const QMenu& menu, const QStringList& words);
    void drag(const QPoint& from, const QPoint& to);
    /// Drags files from another program to here; false when they were not taken.
    bool drop(const QStringList& paths, const QPoint& to);
    /// "ctrl+e", "Escape": names of X keys.
    void key(const QString& name);
    void type(const QString& text);

    /// Presses of a button so far, a drag being one; keys pressed and lines typed.
    [[nodiscard]] int clicks() const { return m_clicks; }
    [[nodiscard]] int keys() const { return m_keys; }

    /// Since a button was last let go of.
    [[nodiscard]] qint64 msSinceRelease() const { return m_release.elapsed(); }

    [[nodiscard]] static QPoint middleOf(const QWidget& widget);

  private:
    void press();
    void release();
    void moveTo(const QPoint& at);
    static void perform(const QStringList& what, bool wait = true);

    QPoint m_at;
    int m_clicks = 0, m_keys = 0;
    QElapsedTimer m_release;
};

}  // namespace nescio
