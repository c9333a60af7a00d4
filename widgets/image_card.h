// One image and its numbers beside the pointer, for looking around without a click.
#pragma once

#include <QFrame>

#include "core/values/image.h"

class QLabel;

namespace nescio {

/// A small window that never takes the pointer or the keyboard.   Thread: GUI.
class ImageCard : public QFrame {
    Q_OBJECT

  public:
    explicit ImageCard(QWidget* parent = nullptr);

    using QWidget::show;
    /// Beside a place of the screen, never under it, and always as a whole on the screen.
    void showBeside(const QPoint& global, const Image& image, const QString& words);
    /// The picture of the image that is shown; null where none is.
    [[nodiscard]] QPixmap picture() const;
    [[nodiscard]] QString words() const;

  private:
    QLabel *m_picture, *m_words;
};

}  // namespace nescio
