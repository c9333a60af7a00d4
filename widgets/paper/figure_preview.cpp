#include "widgets/paper/figure_preview.h"

#include <algorithm>

#include <QPainter>

#include "widgets/figure_export.h"
#include "widgets/theme.h"

namespace nescio {

FigurePreview::FigurePreview(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("Preview of the figure"));
}

void FigurePreview::show(const FigureRecipe& recipe) {
    m_recipe = recipe;
    m_drawn = {};
    setAccessibleDescription(summaryOf(recipe));
    update();
}

void FigurePreview::drawNow() {
    const QSizeF page(m_recipe.size.widthMm * kPointsPerMm, m_recipe.size.heightMm * kPointsPerMm);
    const QSizeF room(width() - 2 * kGridPx, height() - 2 * kGridPx);
    const double scale = std::min(room.width() / page.width(), room.height() / page.height());
    m_drawn = QPixmap((page * scale * devicePixelRatioF()).toSize());
    if (m_drawn.isNull()) return;
    m_drawn.setDevicePixelRatio(devicePixelRatioF());
    m_drawn.fill(Qt::white);
    QPainter painter(&m_drawn);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(scale, scale);
    paintRecipe(painter, QRectF(QPointF(0, 0), page), m_recipe);
}

void FigurePreview::paintEvent(QPaintEvent*) {
    if (m_recipe.sources.empty()) return;
    if (m_drawn.isNull() || m_drawn.devicePixelRatioF() != devicePixelRatioF()) drawNow();
    if (m_drawn.isNull()) return;
    QPainter painter(this);
    const QSizeF size = QSizeF(m_drawn.size()) / m_drawn.devicePixelRatioF();
    const QPointF corner((width() - size.width()) / 2, (height() - size.height()) / 2);
    painter.drawPixmap(corner.toPoint(), m_drawn);
    painter.setPen(palette().color(QPalette::Mid));
    painter.drawRect(QRectF(corner.toPoint(), size).adjusted(-0.5, -0.5, 0.5, 0.5));
}

void FigurePreview::resizeEvent(QResizeEvent*) {
    m_drawn = {};
}

}  // namespace nescio
