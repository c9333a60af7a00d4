// How a training run went, live: the loss above, and below it its density and volume parts where the
// model has log-determinants.
#pragma once

#include "core/values/plot_data.h"
#include "widgets/plots/chart_plot.h"

namespace nescio {

/// Draws HistoryData.   Thread: GUI.
class HistoryPlot : public ChartPlot {
    Q_OBJECT

  public:
    explicit HistoryPlot(QWidget* parent = nullptr);

    using QWidget::show;
    /// Shows the rows so far; the zoom stays, so that a detail can be watched while training goes on.
    void show(const HistoryData& history);

    [[nodiscard]] QString figureName() const override { return QStringLiteral("training"); }
    [[nodiscard]] bool hasData() const override { return !m_data.rows.empty(); }
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] QString csv() const override;

  protected:
    [[nodiscard]] Figure makeFigure(const QSizeF& size, const FigureStyle& style) const override;
    [[nodiscard]] QString tipFor(int panel, const QPointF& value, const FigureStyle& style) const override;
    [[nodiscard]] QString emptySentence() const override;

  private:
    [[nodiscard]] Panel lossPanel(const Span& steps, const FigureStyle& style) const;
    [[nodiscard]] Panel partsPanel(const Span& steps, const FigureStyle& style) const;
    [[nodiscard]] QString readout(const FigureStyle& style) const;
    [[nodiscard]] QString lastValidation(const FigureStyle& style) const;

    HistoryData m_data;
};

}  // namespace nescio
