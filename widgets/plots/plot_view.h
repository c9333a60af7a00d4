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
#include "widgets/theme.h"

class QPainter;

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
    /// Paints the figure anew, nothing grabbed from the screen.
    /// Units: target is in points (1/72 inch), so fonts keep their printed size.
    virtual void paintFigure(QPainter& painter, const QRectF& target, const Theme& theme) const = 0;
    /// The height that suits the figure at a printed width.
    [[nodiscard]] virtual double preferredHeightMm(double widthMm) const;

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

/// Columns of a page of a journal: a single and a double one.
inline constexpr double kSingleColumnMm = 84;
inline constexpr double kDoubleColumnMm = 174;

/// All plots, alphabetical by id.
const std::vector<PlotKind>& plotKinds();

}  // namespace nescio
