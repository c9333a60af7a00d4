#include "widgets/ticked_slider.h"

#include <algorithm>

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyleOptionSlider>

#include "widgets/theme.h"

namespace nescio {
namespace {

constexpr int kTickPx = 4;
constexpr int kSliderPx = 24;  ///< groove and handle

QFont captionFont(const QWidget& widget) {
    QFont font = widget.font();
    font.setPixelSize(Theme::light().captionPx);
    return font;
}

}  // namespace

TickedSlider::TickedSlider(QWidget* parent) : QSlider(Qt::Horizontal, parent) {
    setFocusPolicy(Qt::StrongFocus);
}

void TickedSlider::setTicks(std::vector<Tick> ticks) {
    if (ticks == m_ticks) return;
    m_ticks = std::move(ticks);
    update();
}

QSize TickedSlider::sizeHint() const {
    return {280, minimumSizeHint().height()};
}

QSize TickedSlider::minimumSizeHint() const {
    return {120, kSliderPx + kTickPx + QFontMetrics(captionFont(*this)).height()};
}

QRect TickedSlider::groove() const {
    return {0, 0, width(), kSliderPx};
}

/// The middle of the handle at a value, in pixels from the left.
int TickedSlider::placeOf(int value) const {
    const int handle = style()->pixelMetric(QStyle::PM_SliderLength, nullptr, this);
    return handle / 2 + QStyle::sliderPositionFromValue(minimum(), maximum(), value, width() - handle);
}

int TickedSlider::valueAt(int x) const {
    const int handle = style()->pixelMetric(QStyle::PM_SliderLength, nullptr, this);
    return QStyle::sliderValueFromPosition(minimum(), maximum(), x - handle / 2, width() - handle);
}

void TickedSlider::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    QStyleOptionSlider option;
    initStyleOption(&option);
    option.rect = groove();
    option.subControls = QStyle::SC_SliderGroove | QStyle::SC_SliderHandle;
    style()->drawComplexControl(QStyle::CC_Slider, &option, &painter, this);

    painter.setFont(captionFont(*this));
    const QFontMetrics metrics(painter.font());
    const int top = kSliderPx + kTickPx;
    std::vector<QRect> taken;
    for (const bool strong : {true, false})
        for (const Tick& tick : m_ticks) {
            if (tick.strong != strong) continue;
            const int x = placeOf(tick.value);
            painter.setPen(palette().color(strong ? QPalette::Highlight : QPalette::PlaceholderText));
            painter.drawLine(x, kSliderPx - 1, x, kSliderPx + kTickPx - 2);
            const int length = metrics.horizontalAdvance(tick.text);
            const int left = std::clamp(x - length / 2, 0, std::max(0, width() - length));
            const QRect box(left, top, length, metrics.height());
            const QRect claim = box.adjusted(-2 * kGridPx, 0, 2 * kGridPx, 0);
            if (std::any_of(taken.begin(), taken.end(),
                            [&](const QRect& other) { return claim.intersects(other); }))
                continue;
            taken.push_back(box);
            painter.drawText(box, Qt::AlignCenter, tick.text);
        }
    if (hasFocus()) {
        painter.setPen(palette().color(QPalette::Highlight));
        painter.drawRoundedRect(QRectF(groove()).adjusted(0.5, 0.5, -0.5, -0.5), kGridPx, kGridPx);
    }
}

// QSlider looks for its handle in the middle of the whole widget, ticks included, where it is not drawn.

void TickedSlider::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return QSlider::mousePressEvent(event);
    // The handle comes to the cursor: whoever points at a tick means that tick.
    setSliderPosition(valueAt(qRound(event->position().x())));
    setSliderDown(true);
}

void TickedSlider::mouseMoveEvent(QMouseEvent* event) {
    if (!isSliderDown()) return QSlider::mouseMoveEvent(event);
    setSliderPosition(valueAt(qRound(event->position().x())));
}

void TickedSlider::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return QSlider::mouseReleaseEvent(event);
    setSliderDown(false);
}

void TickedSlider::goToTick(int direction) {
    const int here = value();
    int next = direction > 0 ? maximum() : minimum();
    for (const Tick& tick : m_ticks) {
        if (direction > 0 && tick.value > here) next = std::min(next, tick.value);
        if (direction < 0 && tick.value < here) next = std::max(next, tick.value);
    }
    setValue(next);
}

void TickedSlider::keyPressEvent(QKeyEvent* event) {
    if (!m_ticks.empty() && event->key() == Qt::Key_PageUp) return goToTick(1);
    if (!m_ticks.empty() && event->key() == Qt::Key_PageDown) return goToTick(-1);
    QSlider::keyPressEvent(event);
}

}  // namespace nescio
