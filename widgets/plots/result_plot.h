// A figure of an experiment: panels of lines, histograms, dots, or a matrix.
#pragma once

#include <map>

#include "core/values/result_figure.h"
#include "widgets/plots/chart_plot.h"
#include "widgets/plots/result_words.h"

namespace nescio {

/// Draws a ResultFigure. In a matrix a click or Enter opens the figure of a cell, arrows move.   Thread: GUI.
class ResultPlot : public ChartPlot {
    Q_OBJECT

  public:
    explicit ResultPlot(QWidget* parent = nullptr);

    using QWidget::show;
    /// Shows a figure whole. `resultId` comes before the figure's own id in names of files.
    void show(const ResultFigure& figure, const std::string& resultId = {});

    [[nodiscard]] QString figureName() const override;
    /// Whether there are values; those may all be not finite, which a sentence then says.
    [[nodiscard]] bool hasData() const override;
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] QString csv() const override;
    /// Where a cell of the matrix in a panel is drawn on the widget.
    [[nodiscard]] QRectF cellRect(int panel, const CellPlace& cell) const;

  Q_SIGNALS:
    /// A cell with a figure was clicked.
    void cellActivated(int row, int column);
    /// The figure with this id is asked for.
    void figureWanted(const QString& figureId);

  protected:
    [[nodiscard]] Figure makeFigure(const QSizeF& size, const FigureStyle& style) const override;
    [[nodiscard]] QString tipFor(int panel, const QPointF& value, const FigureStyle& style) const override;
    [[nodiscard]] QString emptySentence() const override;
    [[nodiscard]] QString obstacle() const override;
    void clicked(int panel, const QPointF& value) override;
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    [[nodiscard]] const ResultMatrix* matrixOf(int panel) const;
    void activate(const ResultMatrix& matrix, const CellPlace& cell);

    ResultFigure m_figure;
    std::string m_resultId;
    std::map<int, CellPlace> m_current;  ///< per panel: the cell that keys have reached
};

}  // namespace nescio
