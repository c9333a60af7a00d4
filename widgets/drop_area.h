// Takes drops for a whole window: while something hovers it covers the window and says what letting go will
// do; after the drop it emits what was dropped. It reads no file; the promise comes from names alone.
#pragma once

#include <QImage>
#include <QStringList>
#include <QWidget>

class QMimeData;

namespace nescio {

/// What a path is by its name. Open: the name does not say, as of an .h5, which may be a run or images.
enum class DropKind { Image, DataSet, Open };
DropKind dropKindOf(const QString& path);

/// What letting go of some paths would do, as one phrase: "Score 12 images", "Add data set", "Open
/// “glow.h5”". Told from names alone, because asking the disk could stall the window; the content decides
/// later.
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
