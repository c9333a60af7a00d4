// A likelihood split over pixels, as bits a pixel, and where the map of them goes in a figure.
#pragma once

#include <vector>

#include <QImage>
#include <QRectF>
#include <QStringList>

#include "core/values/breakdown.h"
#include "widgets/plots/figure.h"
#include "widgets/plots/figure_style.h"

namespace nescio {

/// Sum of the maps of all terms.   Units: bits, -nats / log 2; more is more surprising.
struct PerPixelMap {
    int height = 0;
    int width = 0;
    std::vector<double> bits;  ///< row by row
    QStringList without;       ///< labels of the terms that are in no pixel
    double nats = 0;           ///< sum of the terms that are in the map

    [[nodiscard]] bool empty() const { return bits.empty(); }
    [[nodiscard]] double at(int row, int column) const;
    /// From 0, or from the least value where that is below, to the largest finite one.
    [[nodiscard]] Span range() const;
    /// A pixel of the picture for each value; what is not finite in the colour of warnings.
    [[nodiscard]] QImage picture(const Theme& theme) const;
};

/// Empty where no term has a map.
PerPixelMap perPixelMapOf(const Breakdown& breakdown);

/// What stands over and under the pictures.
struct PerPixelWords {
    bool titled = false;
    int footLines = 0;
};

/// Places of the parts of the figure.
struct PerPixelLayout {
    QRectF head, image, map, bar, foot;
    [[nodiscard]] static QRectF captionOf(const QRectF& picture, const FigureStyle& style);
};

/// The pictures as large as they go with these words around them.
PerPixelLayout perPixelLayout(const QRectF& target, const PerPixelMap& map, bool withImage,
                              const PerPixelWords& around, const FigureStyle& style);

}  // namespace nescio
