#include "widgets/two_line_delegate.h"

#include <algorithm>

#include <QMouseEvent>
#include <QPainter>

#include "widgets/theme.h"

namespace nescio {
namespace {

constexpr int kMarkPx = 3 * kGridPx;
constexpr int kPadPx = 2 * kGridPx;
constexpr int kCaptionPx = 11;

QRect markRect(const QRect& row) {
    return {row.left() + kPadPx, row.center().y() - kMarkPx / 2, kMarkPx, kMarkPx};
}

void drawMark(QPainter& painter, const QRect& rect, const QColor& colour, const QVariant& check) {
    const bool filled = !check.isValid() || check.toInt() == Qt::Checked;
    painter.setPen(QPen(colour, 1.5));
    painter.setBrush(filled ? QBrush(colour) : Qt::NoBrush);
    if (check.isValid())
        painter.drawRoundedRect(rect, 2, 2);
    else
        painter.drawEllipse(rect.adjusted(2, 2, -2, -2));
}

void drawBar(QPainter& painter, const QRect& row, double share, const QPalette& palette) {
    const QRect track(row.left() + kPadPx, row.bottom() - 3, row.width() - 2 * kPadPx, 2);
    painter.fillRect(track, palette.color(QPalette::Mid));
    QRect done = track;
    done.setWidth(static_cast<int>(track.width() * std::clamp(share, 0.0, 1.0)));
    painter.fillRect(done, palette.color(QPalette::Highlight));
}

}  // namespace

QString shortened(const QString& title, const QFontMetrics& metrics, int width) {
    if (metrics.horizontalAdvance(title) <= width) return title;
    const auto slash = title.lastIndexOf(QLatin1Char('/'));
    const bool folder = slash > 0 && !title.left(slash).contains(QLatin1Char(' '));
    const QString name = folder ? QStringLiteral("…") + title.mid(slash) : title;
    return metrics.elidedText(name, Qt::ElideMiddle, width);
}

void TwoLineDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const {
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
        QColor wash = option.palette.color(QPalette::Highlight);
        wash.setAlphaF(selected ? 0.22F : 0.08F);
        painter->fillRect(option.rect, wash);
    }
    drawMark(*painter, markRect(option.rect), index.data(Qt::DecorationRole).value<QColor>(),
             index.data(Qt::CheckStateRole));

    const QRect text = option.rect.adjusted(2 * kPadPx + kMarkPx, kGridPx, -kPadPx, -kGridPx);
    painter->setPen(option.palette.color(QPalette::Text));
    painter->setFont(option.font);
    const QFontMetrics metrics(option.font);
    painter->drawText(text, Qt::AlignLeft | Qt::AlignTop,
                      shortened(index.data(Qt::DisplayRole).toString(), metrics, text.width()));
    QFont small = option.font;
    small.setPixelSize(kCaptionPx);
    painter->setFont(small);
    painter->setPen(option.palette.color(QPalette::PlaceholderText));
    const QString caption = index.data(kCaptionRole).toString();
    painter->drawText(text, Qt::AlignLeft | Qt::AlignBottom,
                      QFontMetrics(small).elidedText(caption, Qt::ElideRight, text.width()));
    const QVariant share = index.data(kProgressRole);
    if (share.isValid() && share.toDouble() >= 0)
        drawBar(*painter, option.rect, share.toDouble(), option.palette);
    painter->restore();
}

QSize TwoLineDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    return {120, QFontMetrics(option.font).height() + kCaptionPx + 4 * kGridPx};
}

bool TwoLineDelegate::editorEvent(QEvent* event, QAbstractItemModel* model,
                                  const QStyleOptionViewItem& option, const QModelIndex& index) {
    const QVariant check = index.data(Qt::CheckStateRole);
    if (event->type() == QEvent::MouseButtonRelease && check.isValid()) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        const QRect sensitive = markRect(option.rect).adjusted(-kPadPx, -kPadPx, kPadPx / 2, kPadPx);
        if (mouse->button() == Qt::LeftButton && sensitive.contains(mouse->position().toPoint()))
            return model->setData(index, check.toInt() == Qt::Checked ? Qt::Unchecked : Qt::Checked,
                                  Qt::CheckStateRole);
        return false;
    }
    return QStyledItemDelegate::editorEvent(event, model, option, index);
}

}  // namespace nescio
