#include "widgets/image_view.h"

#include <algorithm>

#include <QPainter>

#include "widgets/theme.h"

namespace nescio {

QImage toQImage(const Image& image) {
    const auto [channels, height, width] = image.shape;
    const auto plane = static_cast<std::size_t>(height) * static_cast<std::size_t>(width);
    if (plane == 0 || image.bytes.size() < plane * static_cast<std::size_t>(std::max(channels, 1))) return {};
    const bool colour = channels == 3;
    QImage picture(width, height, colour ? QImage::Format_RGB888 : QImage::Format_Grayscale8);
    for (int y = 0; y < height; ++y) {
        std::uint8_t* line = picture.scanLine(y);
        const auto row = static_cast<std::size_t>(y) * static_cast<std::size_t>(width);
        for (std::size_t x = 0; x < static_cast<std::size_t>(width); ++x) {
            if (!colour) {
                line[x] = image.bytes[row + x];
                continue;
            }
            for (std::size_t c = 0; c < 3; ++c) line[3 * x + c] = image.bytes[c * plane + row + x];
        }
    }
    return picture;
}

ImageView::ImageView(QWidget* parent) : QWidget(parent) {
    setMinimumSize(112, 112);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    setSizePolicy(policy);
}

void ImageView::show(const Image& image) {
    m_picture = toQImage(image);
    m_sentence = m_picture.isNull() ? tr("This image has no pixels.") : QString();
    setAccessibleDescription(
        m_picture.isNull() ? m_sentence
                           : tr("Image of %1 by %2 pixels").arg(m_picture.width()).arg(m_picture.height()));
    update();
}

void ImageView::showSentence(const QString& sentence) {
    m_picture = {};
    m_sentence = sentence;
    setAccessibleDescription(sentence);
    update();
}

QSize ImageView::sizeHint() const {
    return {224, 224};
}

void ImageView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    if (m_picture.isNull()) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(rect().adjusted(kGridPx, 0, -kGridPx, 0), Qt::AlignCenter | Qt::TextWordWrap,
                         m_sentence);
        return;
    }
    // Whole multiples keep every pixel equally large; larger pictures are shrunk to fit.
    const double fit = std::min(static_cast<double>(width()) / m_picture.width(),
                                static_cast<double>(height()) / m_picture.height());
    const double scale = fit >= 1 ? static_cast<int>(fit) : fit;
    QRectF target(QPointF(0, 0), QSizeF(m_picture.size()) * scale);
    target.moveCenter(QRectF(rect()).center());
    target.moveTopLeft(target.topLeft().toPoint());
    painter.setRenderHint(QPainter::SmoothPixmapTransform, scale < 1);
    painter.drawImage(target, m_picture);
    painter.setPen(palette().color(QPalette::Mid));
    painter.drawRect(target.adjusted(-1, -1, 0, 0));
}

}  // namespace nescio
