// Lines cut down to what can be seen. Done here rather than by a clip region because SVG files get no clip
// region from Qt, and because a line of 100,000 points covers at most a few points per pixel column.
#pragma once

#include <utility>
#include <vector>

#include <QPointF>
#include <QRectF>

#include "widgets/plots/figure.h"

namespace nescio {

using Polyline = std::vector<QPointF>;

/// Neither coordinate is NaN or infinite.
bool isFinite(const QPointF& point);

/// The parts between points that are not finite, in order; single points stay as parts of one.
std::vector<Polyline> finiteParts(const Polyline& points);

/// The parts of a band where both edges are finite: upper and lower edge of each.
std::vector<std::pair<Polyline, Polyline>> finiteParts(const Band& band);

/// At most two points per column: the lowest and the highest of each, in their order. Keeps short lines
/// whole. Requires: finite points in ascending x.
Polyline decimated(const Polyline& points, const Span& x, int columns);

/// The parts of a line inside the rectangle x by y.
std::vector<Polyline> clipped(const Polyline& points, const Span& x, const Span& y);

/// The upper edge of the area under a line, cut to x and pressed into y.   Requires: ascending x.
Polyline clippedArea(const Polyline& points, const Span& x, const Span& y);

}  // namespace nescio
