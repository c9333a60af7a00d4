// The images behind a panel of a result: a histogram is asked by a range, a scatter by a lasso or a point, a
// curve of flagged shares by one of its points.
#pragma once

#include <optional>
#include <vector>

#include <QColor>
#include <QPointF>

#include "core/values/plot_data.h"
#include "core/values/result_figure.h"
#include "widgets/plots/brush_trace.h"
#include "widgets/plots/cloud_brush.h"

class QPainter;

namespace nescio {

/// One panel's; `colours` are those of all its series, in their order.
class PanelImages {
  public:
    explicit PanelImages(const ResultPanel& panel);

    /// How images are chosen by dragging; absent where they are not.
    [[nodiscard]] std::optional<BrushShape> shape() const;
    [[nodiscard]] ImageSelection imagesIn(const BrushTrace& trace, const PanelLayout& place,
                                          const Brush& brush) const;
    void add(Panel& panel, const std::vector<QColor>& colours, const Brush& brush, bool withValues) const;
    void paint(QPainter& painter, const PanelLayout& place, const std::vector<QColor>& colours,
               const Brush& brush) const;

    /// Those of a selection that are drawn in the panel.
    [[nodiscard]] ImageSelection drawnOf(const ImageSelection& images) const;

    /// The image whose dot is meant by a place of the panel.
    [[nodiscard]] std::optional<ImagePlace> imageAt(const QPointF& value, const PanelLayout& place) const;

    /// Images that stand behind a point of a line.
    struct Flagged {
        QPointF point;
        ImageSelection images;
    };
    [[nodiscard]] std::optional<Flagged> flaggedAt(const QPointF& value, const PanelLayout& place) const;

  private:
    [[nodiscard]] std::vector<QColor> cloudColours(const std::vector<QColor>& all) const;

    std::optional<HistogramData> m_histograms;
    std::vector<CloudSeries> m_clouds;
    std::vector<std::size_t> m_cloudSeries;  ///< of each cloud, within the panel
    std::vector<ResultSeries> m_lines;       ///< those with images
};

}  // namespace nescio
