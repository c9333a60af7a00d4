// The training curves of several runs on one pair of axes.
#pragma once

#include "core/values/run_curves.h"
#include "widgets/plots/chart_plot.h"

namespace nescio {

/// Draws RunCurvesData: training solid, validation dashed with its points.   Thread: GUI.
class RunCurvesPlot : public ChartPlot {
    Q_OBJECT

  public:
    explicit RunCurvesPlot(QWidget* parent = nullptr);

    using QWidget::show;
    /// The zoom stays, unless the axis means something else.
    void show(const RunCurvesData& data);
    [[nodiscard]] const RunCurvesData& data() const { return m_data; }

    [[nodiscard]] QString figureName() const override { return QStringLiteral("runs"); }
    [[nodiscard]] bool hasData() const override;
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] QString csv() const override;

  protected:
    [[nodiscard]] Figure makeFigure(const QSizeF& size, const FigureStyle& style) const override;
    [[nodiscard]] QString tipFor(int panel, const QPointF& value, const FigureStyle& style) const override;
    [[nodiscard]] QString emptySentence() const override;

  private:
    void addRun(Panel& panel, const RunCurve& run, const QColor& colour) const;
    [[nodiscard]] QString axisTitle() const;
    /// "3.412 training, 3.441 validation (step 90), at step 100".
    [[nodiscard]] QString endOf(const RunCurve& run, const FigureStyle& style) const;

    RunCurvesData m_data;
};

}  // namespace nescio
