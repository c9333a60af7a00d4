// A real main window on the offscreen platform, with its own settings and data folders, and the few moves
// that several tests make in it.
#pragma once

#include <functional>
#include <memory>

#include <QDir>
#include <QMenu>
#include <QTemporaryDir>

#include "app/window/main_window.h"
#include "tests/patience.h"

namespace nescio {

/// Puts settings and run files of this process into a folder that dies with it. Call once per test binary.
void useThrowawayFolders();

/// The widget of a name; null where there is none.
template <class W>
W* in(const QWidget& parent, const char* name) {
    return parent.findChild<W*>(QString::fromLatin1(name));
}

/// An entry of a menu, by its words; null where there is none.
QAction* entry(const QMenu& of, const QString& text);

/// One window and a folder for its files.
class WindowFixture {
  public:
    WindowFixture();

    [[nodiscard]] MainWindow& window() { return *m_window; }
    [[nodiscard]] Controllers& controllers() { return m_window->controllers(); }
    [[nodiscard]] Session& session() { return controllers().session(); }
    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
    [[nodiscard]] QString sentence() const;
    void closeWindow() { m_window.reset(); }

    /// Writes a PNG of one grey value.
    QString writePng(const QString& name, int width, int height, int grey) const;
    QString writeBytes(const QString& name, const QByteArray& bytes) const;

    /// A model small enough to train in a second, on synthetic garments.
    [[nodiscard]] TrainRequest tinyTraining(const QString& out, int steps) const;
    /// The preset `quick` with another number of steps.
    [[nodiscard]] TrainRequest quickTraining(const QString& out, int steps) const;
    /// Trains and waits for the end; false when it did not end in time.
    bool train(const TrainRequest& request, int timeoutMs = kPatienceMs);
    /// Loads a set and waits for it.
    bool addDataSet(const std::string& what);
    /// Images that the figures of the current run stand for.
    [[nodiscard]] std::int64_t imagesInFigures();
    /// Waits until both lanes are done.
    bool settle(int timeoutMs = kPatienceMs);

    /// Drags paths over the window and lets go; returns what the overlay promised.
    QString drop(const QStringList& paths);
    /// A picture of the window in $NESCIO_SCREENSHOTS, where that is set.
    void keepScreenshot(const QString& name);

  private:
    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
};

}  // namespace nescio
