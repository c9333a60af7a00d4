// Where the likelihood of one image comes from, as a waterfall from nothing to the total.
#pragma once

#include "core/values/plot_data.h"
#include "widgets/plots/breakdown_rows.h"
#include "widgets/plots/chart_plot.h"

class QToolButton;

namespace nescio {

/// Draws BreakdownData. T or the button in the corner switches between every term and terms put together.
/// Thread: GUI.
class BreakdownPlot : public ChartPlot {
    Q_OBJECT

  public:
    /// How finely terms are shown. Automatic puts them together above 24, or where they do not fit.
    enum class Detail { Automatic, EveryTerm, Grouped };

    explicit BreakdownPlot(QWidget* parent = nullptr);

    using QWidget::show;
    void show(const BreakdownData& image);
    void setDetail(Detail detail);
    [[nodiscard]] Detail detail() const { return m_detail; }

    [[nodiscard]] QString figureName() const override { return QStringLiteral("breakdown"); }
    [[nodiscard]] bool hasData() const override { return !m_data.breakdown.terms.empty(); }
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] QString csv() const override;
    void showSentence(const QString& sentence) override;
    void setTheme(const Theme& theme) override;

  protected:
    [[nodiscard]] Figure makeFigure(const QSizeF& size, const FigureStyle& style) const override;
    [[nodiscard]] QString tipFor(int panel, const QPointF& value, const FigureStyle& style) const override;
    [[nodiscard]] QString emptySentence() const override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    [[nodiscard]] std::vector<BreakdownRow> rows(const QSizeF& size, const FigureStyle& style) const;
    [[nodiscard]] bool isGrouped(const QSizeF& size, const FigureStyle& style) const;
    void switchDetail();
    void placeButton();
    [[nodiscard]] QString sumSentence(const FigureStyle& style) const;
    [[nodiscard]] QString heldSentence(const FigureStyle& style) const;
    [[nodiscard]] QString rankSentence(const FigureStyle& style) const;

    BreakdownData m_data;
    Detail m_detail = Detail::Automatic;
    QToolButton* m_button;
};

}  // namespace nescio
