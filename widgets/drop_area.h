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

/// What a drag or the clipboard carries that can be used.
struct Carried {
    QStringList paths;        ///< local files
    bool picture = false;     ///< pixels, in place of files
    qsizetype elsewhere = 0;  ///< addresses that nothing is fetched from
};
Carried carriedBy(const QMimeData& mime);

/// What letting go of it would do, addresses that are left out included.
QString dropPromise(const Carried& carried);

/// What to do about addresses that were left out.   Requires: at least one.
QString leftOutSentence(qsizetype addresses);

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
    /// Addresses came along that nothing is fetched from.
    void addressesLeftOut(const QString& sentence);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

  private:
    bool enter(const QMimeData& mime);
    void take(const QMimeData& mime);
    void cover();

    QString m_promise;
};

}  // namespace nescio
