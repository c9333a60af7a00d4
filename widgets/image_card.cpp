#include "widgets/image_card.h"

#include <algorithm>

#include <QGuiApplication>
#include <QLabel>
#include <QScreen>
#include <QVBoxLayout>

#include "widgets/image_view.h"
#include "widgets/theme.h"

namespace nescio {
namespace {

constexpr int kPicturePx = 128;
constexpr int kAwayPx = 18;  ///< from the pointer

}  // namespace

ImageCard::ImageCard(QWidget* parent)
    : QFrame(parent, Qt::ToolTip | Qt::WindowTransparentForInput | Qt::WindowDoesNotAcceptFocus),
      m_picture(new QLabel(this)),
      m_words(new QLabel(this)) {
    setObjectName(QStringLiteral("imageCard"));
    setAttribute(Qt::WA_ShowWithoutActivating);
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    m_picture->setAlignment(Qt::AlignCenter);
    m_picture->setFixedSize(kPicturePx, kPicturePx);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(2 * kGridPx, 2 * kGridPx, 2 * kGridPx, 2 * kGridPx);
    column->setSpacing(kGridPx);
    column->addWidget(m_picture, 0, Qt::AlignHCenter);
    column->addWidget(m_words);
    column->setSizeConstraint(QLayout::SetFixedSize);
}

void ImageCard::showBeside(const QPoint& global, const Image& image, const QString& words) {
    const QImage picture = toQImage(image);
    m_picture->setVisible(!picture.isNull());
    if (!picture.isNull()) {
        const auto how = picture.width() > kPicturePx ? Qt::SmoothTransformation : Qt::FastTransformation;
        m_picture->setPixmap(
            QPixmap::fromImage(picture.scaled(kPicturePx, kPicturePx, Qt::KeepAspectRatio, how)));
    }
    m_words->setText(words);
    adjustSize();
    const auto* screen = QGuiApplication::screenAt(global);
    const QRect room = screen ? screen->availableGeometry() : QRect(global, size() * 4);
    QPoint place = global + QPoint(kAwayPx, kAwayPx);
    if (place.x() + width() > room.right()) place.setX(global.x() - kAwayPx - width());
    if (place.y() + height() > room.bottom()) place.setY(global.y() - kAwayPx - height());
    move(std::max(room.left(), place.x()), std::max(room.top(), place.y()));
    show();
}

QPixmap ImageCard::picture() const {
    return m_picture->isHidden() ? QPixmap() : m_picture->pixmap(Qt::ReturnByValue);
}

QString ImageCard::words() const {
    return m_words->text();
}

}  // namespace nescio
