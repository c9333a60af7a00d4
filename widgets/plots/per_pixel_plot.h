// Which pixels of an image surprise a model: a heat map of bits per pixel, with the image beside it.
#pragma once

#include <QPixmap>

#include "core/values/plot_data.h"
#include "widgets/plots/figure_style.h"
#include "widgets/plots/per_pixel_picture.h"
#include "widgets/plots/plot_view.h"

namespace nescio {

/// Draws PerPixelData.   Thread: GUI.
class PerPixelPlot : public PlotView {
    Q_OBJECT

  public:
    explicit PerPixelPlot(QWidget* parent = nullptr);

    using QWidget::show;
    void show(const PerPixelData& image);

    [[nodiscard]] QString figureName() const override { return QStringLiteral("per_pixel"); }
    [[nodiscard]] bool hasData() const override { return !m_picture.map().empty(); }
    [[nodiscard]] QString summary() const override;
    /// One row a pixel: row, column, bits, nats.
    [[nodiscard]] QString csv() const override;
    [[nodiscard]] Figure paperFigure(const QSizeF& size, const FigureStyle& style) const override;
    void showSentence(const QString& sentence) override;
    void setTheme(const Theme& theme) override;
    [[nodiscard]] QSize sizeHint() const override { return {640, 300}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {240, hasData() ? 120 : 48}; }

    /// What the cursor would be told at a place of the widget; empty beside the map.
    [[nodiscard]] QString tipAt(const QPointF& place) const;

  protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    void paintOnScreen(QPainter& painter) const;
    [[nodiscard]] QStringList footer(double width, const FigureStyle& style) const;
    [[nodiscard]] QString sumSentence(const FigureStyle& style) const;
    [[nodiscard]] FigureStyle screenStyle() const;
    [[nodiscard]] QString sentence() const;
    void redraw();

    Theme m_theme;
    PerPixelData m_data;
    PerPixelPicture m_picture;
    QString m_sentence;
    QPixmap m_drawn;  ///< empty: has to be drawn again
};

}  // namespace nescio
