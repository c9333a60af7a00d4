// Overlaid histograms of a score over data sets: the figure in which the paradox is seen.
#pragma once

#include <vector>

#include <QColor>

#include "core/values/plot_data.h"
#include "widgets/plots/chart_plot.h"

namespace nescio {

/// Draws HistogramData.   Thread: GUI.
class HistogramPlot : public ChartPlot {
    Q_OBJECT

  public:
    explicit HistogramPlot(QWidget* parent = nullptr);

    using QWidget::show;
    /// Shows new histograms; the zoom stays while the axis stays the same.
    void show(const HistogramData& histograms);

    [[nodiscard]] QString figureName() const override { return QStringLiteral("likelihoods"); }
    [[nodiscard]] bool hasData() const override;
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] QString csv() const override;

  protected:
    [[nodiscard]] Figure makeFigure(const QSizeF& size, const FigureStyle& style) const override;
    [[nodiscard]] QString tipFor(int panel, const QPointF& value, const FigureStyle& style) const override;
    [[nodiscard]] QString emptySentence() const override;
    [[nodiscard]] std::optional<BrushShape> brushShape(int panel) const override;
    [[nodiscard]] ImageSelection imagesIn(const BrushTrace& trace, const PanelLayout& place) const override;
    /// The chosen part of every set, and where there is a filter the part that it lets through.
    void addBrush(Figure& figure, const FigureStyle& style) const override;
    void paintBrush(QPainter& painter, const FigureLayout& layout, const FigureStyle& style) const override;

  private:
    [[nodiscard]] std::size_t binCount() const;
    [[nodiscard]] std::vector<QColor> coloursFor(const FigureStyle& style) const;
    void addSeries(Panel& panel, const FigureStyle& style) const;
    [[nodiscard]] QString chosenWords(const FigureStyle& style) const;
    void addMarkers(Panel& panel, const FigureStyle& style) const;
    [[nodiscard]] QString notDrawn(const FigureStyle& style) const;

    HistogramData m_data;
};

}  // namespace nescio
