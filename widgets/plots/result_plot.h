// A figure of an experiment: panels of lines, histograms, dots, or a matrix; asked for its images as any
// other plot, where the result tells them.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "core/values/result_figure.h"
#include "widgets/plots/chart_plot.h"
#include "widgets/plots/panel_images.h"
#include "widgets/plots/result_words.h"
#include "widgets/plots/series_looks.h"

namespace nescio {

/// Draws a ResultFigure. In a matrix a click or Enter opens the figure of a cell, arrows move. A click on a
/// curve of flagged shares chooses what is flagged there.   Thread: GUI.
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
    /// Whether any panel can be asked for its images.
    [[nodiscard]] bool hasImages() const;

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
    bool hovered(int panel, const QPointF& value, const QPoint& global) override;
    [[nodiscard]] std::optional<BrushShape> brushShape(int panel) const override;
    [[nodiscard]] ImageSelection imagesIn(const BrushTrace& trace, const PanelLayout& place) const override;
    void addBrush(Figure& figure, const FigureStyle& style) const override;
    void paintBrush(QPainter& painter, const FigureLayout& layout, const FigureStyle& style) const override;
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    [[nodiscard]] const ResultMatrix* matrixOf(int panel) const;
    void activate(const ResultMatrix& matrix, const CellPlace& cell);
    [[nodiscard]] const PanelImages* imagesOf(int panel) const;
    [[nodiscard]] std::vector<QColor> coloursOf(std::size_t panel, const SeriesLooks& looks) const;
    /// The choice that one point of a curve made, marked while it is what is chosen.
    struct OperatingPoint {
        std::size_t panel = 0;
        QPointF place;
        ImageSelection images;
    };

    ResultFigure m_figure;
    std::string m_resultId;
    std::vector<PanelImages> m_images;  ///< panel by panel
    std::optional<OperatingPoint> m_point;
    std::map<int, CellPlace> m_current;  ///< per panel: the cell that keys have reached
};

}  // namespace nescio
