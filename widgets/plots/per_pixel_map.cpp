#include "widgets/plots/per_pixel_map.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <QCoreApplication>

namespace nescio {
namespace {

constexpr double kBarLines = 1.2;  ///< width of the colour bar, in lines of small text

QString unitWords() {
    return QCoreApplication::translate("nescio::PerPixelPlot", "bits per pixel");
}

}  // namespace

double PerPixelMap::at(int row, int column) const {
    return bits[static_cast<std::size_t>(row) * static_cast<std::size_t>(width) +
                static_cast<std::size_t>(column)];
}

Span PerPixelMap::range() const {
    Span span{0, 0};
    for (const double value : bits)
        if (std::isfinite(value)) {
            span.low = std::min(span.low, value);
            span.high = std::max(span.high, value);
        }
    if (span.length() <= 0) span.high = span.low + 1;
    return span;
}

QImage PerPixelMap::picture(const Theme& theme) const {
    QImage image(width, height, QImage::Format_RGB32);
    const Span span = range();
    for (int row = 0; row < height; ++row)
        for (int column = 0; column < width; ++column) {
            const double value = at(row, column);
            const QColor colour =
                std::isfinite(value) ? Theme::sequential((value - span.low) / span.length()) : theme.warning;
            image.setPixel(column, row, colour.rgb());
        }
    return image;
}

PerPixelMap perPixelMapOf(const Breakdown& breakdown) {
    PerPixelMap map;
    for (const Term& term : breakdown.terms) {
        const bool given = term.perPixel && !term.perPixel->nats.empty();
        if (!given) {
            map.without << QString::fromStdString(term.info.label);
            continue;
        }
        const PixelGrid& grid = *term.perPixel;
        if (map.bits.empty()) {
            map.height = grid.height;
            map.width = grid.width;
            map.bits.assign(grid.nats.size(), 0);
        }
        Q_ASSERT(grid.nats.size() == map.bits.size());
        for (std::size_t i = 0; i < map.bits.size(); ++i) map.bits[i] -= grid.nats[i] / std::numbers::ln2;
        map.nats += term.nats;
    }
    return map;
}

QRectF PerPixelLayout::captionOf(const QRectF& picture, const FigureStyle& style) {
    const double line = FigureStyle::lineHeight(style.small);
    return {picture.left(), picture.top() - line - style.gap / 2, picture.width(), line};
}

PerPixelLayout perPixelLayout(const QRectF& target, const PerPixelMap& map, bool withImage,
                              const PerPixelWords& around, const FigureStyle& style) {
    const int footLines = around.footLines;
    const double line = FigureStyle::lineHeight(style.small);
    const QRectF inside = target.adjusted(style.gap, style.gap, -style.gap, -style.gap);
    PerPixelLayout place;
    place.head = QRectF(inside.left(), inside.top(), inside.width(),
                        around.titled ? FigureStyle::lineHeight(style.title) : 0);
    const double top = place.head.bottom() + line + 1.5 * style.gap;  // under the captions
    const double barWidth = kBarLines * line;
    const double barRoom = std::max(style.widthOf(unitWords(), style.small),
                                    barWidth + style.tick + style.gap + style.widthOf("00.00", style.small));
    const int pictures = withImage ? 2 : 1;
    const double between = 4 * style.gap;
    const double wide = (inside.width() - barRoom - pictures * between) / pictures;
    const double tall = inside.bottom() - top - footLines * line - 2 * style.gap;
    const double aspect = static_cast<double>(map.height) / std::max(1, map.width);
    double width = std::max(0.0, std::min(wide, tall / aspect));
    if (style.oversampling == 1 && width > map.width)
        width = std::floor(width / map.width) * map.width;  // whole screen pixels
    const QSizeF size(width, width * aspect);
    double left = inside.left();
    if (withImage) {
        place.image = QRectF(QPointF(left, top), size);
        left += width + between;
    }
    place.map = QRectF(QPointF(left, top), size);
    place.bar = QRectF(place.map.right() + between, top, barWidth, size.height());
    place.foot = QRectF(inside.left(), place.map.bottom() + style.gap, inside.width(), footLines * line);
    return place;
}

}  // namespace nescio
