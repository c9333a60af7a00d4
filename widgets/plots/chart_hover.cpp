// What a plot tells of the place under the pointer. Its words stand in a window that lets the pointer
// through: a tool tip of Qt's, entered by a quick hand, would take the press that begins a drag.
#include <limits>

#include "widgets/image_card.h"
#include "widgets/plots/chart_plot.h"

namespace nescio {

void ChartPlot::hover(const QPointF& place, const QPoint& global) {
    m_hoverPanel = panelAt(place);
    if (m_hoverPanel < 0) {
        m_tip->hide();
        hovered(-1, {}, global);
        return update();
    }
    const QPointF value = layoutOf(m_hoverPanel)->toValue(place);
    m_hoverX = value.x();
    const QString words = hovered(m_hoverPanel, value, global) ? QString() : tipAt(place);
    if (words.isEmpty())
        m_tip->hide();
    else
        m_tip->showBeside(global, {}, words);
    Q_EMIT valueHovered(m_hoverX);
    update();
}

void ChartPlot::leaveEvent(QEvent* /*event*/) {
    m_hoverPanel = -1;
    m_tip->hide();
    hovered(-1, {}, {});
    update();
    Q_EMIT valueHovered(std::numeric_limits<double>::quiet_NaN());
}

void ChartPlot::hideEvent(QHideEvent* event) {
    m_tip->hide();
    PlotView::hideEvent(event);
}

}  // namespace nescio
