// Takes drops for a whole window: while something hovers it covers the window and says what letting go will
// do; after the drop it emits what was dropped. The promise comes from names, and from the first bytes of
// files whose name tells nothing.
#pragma once

#include <QImage>
#include <QStringList>
#include <QWidget>

class QMimeData;

namespace nescio {

/// What a path is: a folder, or by its name, or, without an ending, by its first bytes. The content may
/// disagree, and then a sentence says so.
enum class DropKind { Image, Run, DataSet };
DropKind dropKindOf(const QString& path);

/// What letting go of some paths would do, as one phrase: "Score 12 images", "Open run", "Add data set".
/// Little is read, because asking the disk could stall the window; the content decides later.
QString dropPromise(const QStringList& paths);

/// The local files that a drag or the clipboard carries.
QStringList pathsOf(const QMimeData& data);

/// An overlay over `host`, invisible until a drag enters it.   Thread: GUI.
class DropArea : public QWidget {
    Q_OBJECT

  public:
    /// Watches `host` for drags; `host` becomes the parent.
    explicit DropArea(QWidget* host);

    [[nodiscard]] QString promise() const { return m_promise; }

  Q_SIGNALS:
    void pathsDropped(const QStringList& paths);
    void imageDropped(const QImage& image);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

  private:
    bool enter(const QMimeData& carried);
    void take(const QMimeData& carried);
    void cover();

    QString m_promise;
};

}  // namespace nescio
