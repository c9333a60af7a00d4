// The widget that all plots with axes share: it shows a figure, zooms, pans and says what is under the
// cursor. A plot only turns its data into a Figure.
#pragma once

#include <optional>

#include <QPixmap>

#include "widgets/plots/brush_trace.h"
#include "widgets/plots/figure_layout.h"
#include "widgets/plots/figure_view.h"
#include "widgets/plots/plot_view.h"

namespace nescio {

class ImageCard;

/// A PlotView over axes. Wheel zooms around the cursor (with Ctrl: upwards), the left button draws a frame to
/// zoom into or chooses images (Shift adds, Ctrl takes away, Escape lets all go),  the middle button pans,
/// arrows and +/- do the same from the keyboard in the panel that was used last (Page Up and Page Down change
/// it), F or a double click fits.   Thread: GUI.
class ChartPlot : public PlotView {
    Q_OBJECT

  public:
    explicit ChartPlot(QWidget* parent = nullptr);

    [[nodiscard]] Figure paperFigure(const QSizeF& size, const FigureStyle& style) const override;
    void showSentence(const QString& sentence) override;
    void setBrush(const std::shared_ptr<const Brush>& brush) override;
    void setDragMode(DragMode mode) override;
    void setTheme(const Theme& theme) override;
    [[nodiscard]] QSize sizeHint() const override { return {640, 420}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {240, 160}; }

    /// On the screen without title and note, where figures stand side by side and the window says it.
    void setCompact(bool compact) { m_compact = compact; }
    /// Shows everything again.
    void fit();
    /// Shows `factor` times less around a value of a panel, along x or along y.
    void zoomAround(int panel, const QPointF& value, double factor, Qt::Orientation along);
    /// Shows the rectangle (data coordinates) of a panel.
    void zoomTo(int panel, const QRectF& values);
    [[nodiscard]] const FigureView& view() const { return m_view; }
    /// What the cursor would be told at a place of the widget; empty where there is nothing to say.
    [[nodiscard]] QString tipAt(const QPointF& place) const;
    /// Where a value of a panel is drawn on the widget.   Requires: drawn before, with that panel.
    [[nodiscard]] QPointF onWidget(int panel, const QPointF& value) const;
    /// The sentence shown in place of a figure; empty while a figure is shown.
    [[nodiscard]] QString sentence() const;

  Q_SIGNALS:
    void viewChanged();
    /// The cursor moved to this x value; NaN when it left the axes.
    void valueHovered(double value);

  protected:
    /// The whole figure at full view, for a target of `size` (in the style's units).   Requires: hasData().
    [[nodiscard]] virtual Figure makeFigure(const QSizeF& size, const FigureStyle& style) const = 0;
    /// What to say at a value of a panel.
    [[nodiscard]] virtual QString tipFor(int panel, const QPointF& value, const FigureStyle& style) const = 0;
    /// The sentence while there is no data and nothing else was said.
    [[nodiscard]] virtual QString emptySentence() const = 0;
    /// A sentence instead of data that cannot be drawn; empty where it can.
    [[nodiscard]] virtual QString obstacle() const { return {}; }
    /// A click without a drag, at a value of a panel.
    virtual void clicked(int /*panel*/, const QPointF& /*value*/) {}
    /// How images are chosen in a panel; absent where none stand behind it.
    [[nodiscard]] virtual std::optional<BrushShape> brushShape(int /*panel*/) const { return std::nullopt; }
    /// The images that a trace holds, as it lies on the screen.
    [[nodiscard]] virtual ImageSelection imagesIn(const BrushTrace& /*trace*/,
                                                  const PanelLayout& /*place*/) const {
        return {};
    }
    /// The cursor is at a value of a panel, or, with -1, on none. True where somebody else says what is
    /// there.
    virtual bool hovered(int /*panel*/, const QPointF& /*value*/, const QPoint& /*global*/) { return false; }
    /// Adds the highlighted images to a figure for print; nothing where there are none.
    virtual void addBrush(Figure& /*figure*/, const FigureStyle& /*style*/) const {}
    /// Paints the highlighted images over the figure on the screen; nothing where there are none.
    virtual void paintBrush(QPainter& /*painter*/, const FigureLayout& /*layout*/,
                            const FigureStyle& /*style*/) const {}
    [[nodiscard]] const Brush& brush() const { return *m_brush; }
    /// Chooses images by a click, of those that count: Shift adds, Ctrl takes away.
    void choose(const ImageSelection& images);
    /// The panel under a place of the widget; -1 where there is none.
    [[nodiscard]] int panelAt(const QPointF& place) const;
    /// The panel that keys go to.
    [[nodiscard]] int activePanel() const { return m_activePanel; }
    /// Where a panel is drawn; nullptr before anything was drawn.
    [[nodiscard]] const PanelLayout* layoutOf(int panel) const;
    /// Call after the data changed: redraws and tells screen readers.
    void dataChanged();
    [[nodiscard]] FigureStyle screenStyle() const;

    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void drawNow();
    void redraw();
    // Brushing, in chart_brush.cpp.
    [[nodiscard]] bool brushes() const;
    void beginBrush();
    void moveBrush(const QPointF& place, Qt::KeyboardModifiers modifiers);
    /// False where the hand did not move: a click, which leaves an older trace.
    bool endBrush();
    bool clearBrush();
    void drawBrush(QPainter& painter);
    void drawOverlays(QPainter& painter);
    void movePanel(int by);
    [[nodiscard]] Span spanOf(int panel, Qt::Orientation along) const;
    void pan(int panel, const QPointF& byPx);
    void zoomIntoFrame();
    void hover(const QPointF& place, const QPoint& global);

    ImageCard* m_tip;  ///< words of the place under the pointer
    Theme m_theme;
    QString m_sentence;
    FigureView m_view;
    Figure m_full;          ///< at full view, for the screen
    FigureLayout m_layout;  ///< as drawn
    QPixmap m_drawn;        ///< empty: has to be drawn again
    bool m_stale = true;    ///< m_full has to be made again
    QRectF m_frame;         ///< being drawn for a zoom
    bool m_compact = false;
    DragMode m_mode = DragMode::Zoom;
    std::shared_ptr<const Brush> m_brush = std::make_shared<const Brush>();
    bool m_brushing = false;  ///< the hand has moved since it pressed
    BrushTrace m_trace;       ///< the newest of the brush
    ImageSelection m_before;  ///< what was chosen when it began
    QPointF m_grip;           ///< where the pressed button was last
    int m_gripPanel = -1;
    double m_hoverX = 0;
    int m_hoverPanel = -1;  ///< under the cursor; -1: none
    int m_activePanel = 0;  ///< keys go there
    bool m_ringed = false;  ///< focused from the keyboard: a frame shows where the keys go
};

}  // namespace nescio
