// One image, enlarged without smoothing, because a model sees bytes and not a smooth picture.
#pragma once

#include <QImage>
#include <QWidget>

#include "core/values/image.h"

namespace nescio {

/// The bytes as a QImage of the same pixels: grey for one channel, RGB for three.
/// Other channel counts show their first channel. An image without pixels gives a null QImage.
QImage toQImage(const Image& image);

/// Shows one image as large as whole multiples of its pixels allow.   Thread: GUI.
class ImageView : public QWidget {
    Q_OBJECT

  public:
    explicit ImageView(QWidget* parent = nullptr);

    using QWidget::show;
    void show(const Image& image);
    /// Replaces the picture by a sentence: nothing selected, being read, cannot be shown.
    void showSentence(const QString& sentence);
    [[nodiscard]] const QImage& picture() const { return m_picture; }

    [[nodiscard]] QSize sizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QImage m_picture;
    QString m_sentence;
};

}  // namespace nescio
