// What every plot can do: show plain values, say why it is empty, and paint itself anew at any size.
// To add a plot: one file in widgets/plots/kinds/ with a class derived from PlotView and
// `plots::<id>::kind()`; the battery then tests it with no data, one point, NaN and 100,000 points.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <QString>
#include <QWidget>

#include "core/values/image_selection.h"
#include "widgets/plots/brush_trace.h"
#include "widgets/plots/figure.h"
#include "widgets/plots/figure_style.h"
#include "widgets/theme.h"

namespace nescio {

/// A widget that shows one figure.   Thread: GUI.
class PlotView : public QWidget {
    Q_OBJECT

  public:
    using QWidget::QWidget;

    /// Short lower_snake name for files: "likelihoods".
    [[nodiscard]] virtual QString figureName() const = 0;
    [[nodiscard]] virtual bool hasData() const = 0;
    /// The figure as a person would say it, for screen readers: "Histogram of bits/dim: MNIST test, ...".
    [[nodiscard]] virtual QString summary() const = 0;
    /// The plotted numbers with a header line; C locale. Empty when there is no data.
    [[nodiscard]] virtual QString csv() const = 0;
    /// The figure for print, as plain values: with what is chosen and the part that is shown, a panel of
    /// words where nothing can be drawn.   Units: points (1/72 inch); rows that have no room are put
    /// together.
    [[nodiscard]] virtual Figure paperFigure(const QSizeF& size, const FigureStyle& style) const = 0;

    /// Replaces the figure by one sentence: why there is nothing, or what is being done, or what failed.
    virtual void showSentence(const QString& sentence) = 0;
    virtual void setTheme(const Theme& theme) = 0;

    /// Highlights images, where the figure stands for any.
    virtual void setBrush(const std::shared_ptr<const Brush>& /*brush*/) {}
    /// What the left button does, where the figure stands for images.
    virtual void setDragMode(DragMode /*mode*/) {}

  Q_SIGNALS:
    /// These images are chosen now; told while the hand still moves.
    void imagesChosen(const nescio::ImageSelection& images);
    /// The cursor is on one image, of which the figure says `words`; or, with an empty set, on none.
    void imageHovered(const QString& setId, qint64 index, const QPoint& global, const QString& words);
    void imagePicked(const QString& setId, qint64 index);
};

/// A registered plot.
struct PlotKind {
    std::string id;     ///< lower_snake
    std::string title;  ///< tab title
    std::function<PlotView*(QWidget* parent)> make;
    /// Shows made-up data of `points` values (0: none), with NaN among them on request; for the battery.
    std::function<void(PlotView& view, int points, bool withNan)> showTrial;
};

/// All plots, alphabetical by id.
const std::vector<PlotKind>& plotKinds();

}  // namespace nescio
