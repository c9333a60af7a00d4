// One column of images against another: a point an image, and a lasso that chooses some.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/values/cloud_data.h"
#include "widgets/plots/chart_plot.h"
#include "widgets/plots/cloud_brush.h"

namespace nescio {

/// Draws CloudData.   Thread: GUI.
class CloudPlot : public ChartPlot {
    Q_OBJECT

  public:
    explicit CloudPlot(QWidget* parent = nullptr);

    using QWidget::show;
    /// Shows new points; the zoom stays while the axes stay the same.
    void show(const CloudData& cloud);

    [[nodiscard]] QString figureName() const override { return QStringLiteral("scatter"); }
    [[nodiscard]] bool hasData() const override;
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] QString csv() const override;

  protected:
    [[nodiscard]] Figure makeFigure(const QSizeF& size, const FigureStyle& style) const override;
    [[nodiscard]] QString tipFor(int panel, const QPointF& value, const FigureStyle& style) const override;
    [[nodiscard]] QString emptySentence() const override;
    [[nodiscard]] QString obstacle() const override;
    [[nodiscard]] std::optional<BrushShape> brushShape(int panel) const override;
    [[nodiscard]] ImageSelection imagesIn(const BrushTrace& trace, const PanelLayout& place) const override;
    void addBrush(Figure& figure, const FigureStyle& style) const override;
    void paintBrush(QPainter& painter, const FigureLayout& layout, const FigureStyle& style) const override;
    void clicked(int panel, const QPointF& value) override;
    bool hovered(int panel, const QPointF& value, const QPoint& global) override;

  private:
    /// The point nearest to a value, where one is near enough to be meant.
    [[nodiscard]] std::optional<CloudPoint> nearestTo(const QPointF& value) const;
    [[nodiscard]] QString wordsOf(const CloudPoint& point) const;
    [[nodiscard]] std::vector<QColor> coloursFor(const FigureStyle& style) const;
    [[nodiscard]] std::int64_t notDrawn() const;

    CloudData m_data;
    std::vector<std::int64_t> m_finite;  ///< rows of each series that can be drawn
};

}  // namespace nescio
