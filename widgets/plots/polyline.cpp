#include "widgets/plots/polyline.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace nescio {

bool isFinite(const QPointF& point) {
    return std::isfinite(point.x()) && std::isfinite(point.y());
}

namespace {

/// Narrows [from, to] (shares of a segment) to where start + t * change lies in the span.
bool narrow(double start, double change, const Span& span, double& from, double& to) {
    if (change == 0) return start >= span.low && start <= span.high;
    double enter = (span.low - start) / change;
    double leave = (span.high - start) / change;
    if (enter > leave) std::swap(enter, leave);
    from = std::max(from, enter);
    to = std::min(to, leave);
    return from <= to;
}

struct Segment {
    QPointF begin, end;
};

/// Liang-Barsky: the part of a segment inside the rectangle.
std::optional<Segment> inside(const QPointF& a, const QPointF& b, const Span& x, const Span& y) {
    double from = 0;
    double to = 1;
    const QPointF change = b - a;
    if (!narrow(a.x(), change.x(), x, from, to) || !narrow(a.y(), change.y(), y, from, to)) return {};
    return Segment{from == 0 ? a : a + from * change, to == 1 ? b : a + to * change};
}

double heightAt(const QPointF& a, const QPointF& b, double x) {
    return b.x() == a.x() ? b.y() : a.y() + (b.y() - a.y()) * (x - a.x()) / (b.x() - a.x());
}

/// The extremes of one column, in the order in which they came.
void appendColumn(Polyline& out, const Polyline& points, std::size_t begin, std::size_t end) {
    const auto less = [](const QPointF& a, const QPointF& b) { return a.y() < b.y(); };
    const auto first = points.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto last = points.begin() + static_cast<std::ptrdiff_t>(end);
    const auto [low, high] = std::minmax_element(first, last, less);
    out.push_back(*std::min(low, high));
    if (low != high) out.push_back(*std::max(low, high));
}

}  // namespace

std::vector<Polyline> finiteParts(const Polyline& points) {
    std::vector<Polyline> parts;
    bool open = false;
    for (const QPointF& point : points) {
        if (!isFinite(point)) {
            open = false;
            continue;
        }
        if (!open) parts.emplace_back();
        open = true;
        parts.back().push_back(point);
    }
    return parts;
}

std::vector<std::pair<Polyline, Polyline>> finiteParts(const Band& band) {
    std::vector<std::pair<Polyline, Polyline>> parts;
    bool open = false;
    for (std::size_t i = 0; i < std::min(band.upper.size(), band.lower.size()); ++i) {
        const bool finite = isFinite(band.upper[i]) && isFinite(band.lower[i]);
        if (finite && !open) parts.emplace_back();
        open = finite;
        if (!finite) continue;
        parts.back().first.push_back(band.upper[i]);
        parts.back().second.push_back(band.lower[i]);
    }
    return parts;
}

Polyline decimated(const Polyline& points, const Span& x, int columns) {
    if (columns < 1 || points.size() <= static_cast<std::size_t>(columns) * 2) return points;
    const auto columnOf = [&](const QPointF& point) {
        return std::floor((point.x() - x.low) / x.length() * columns);
    };
    Polyline out;
    std::size_t begin = 0;
    for (std::size_t i = 1; i <= points.size(); ++i) {
        if (i < points.size() && columnOf(points[i]) == columnOf(points[begin])) continue;
        appendColumn(out, points, begin, i);
        begin = i;
    }
    return out;
}

std::vector<Polyline> clipped(const Polyline& points, const Span& x, const Span& y) {
    std::vector<Polyline> parts;
    for (std::size_t i = 1; i < points.size(); ++i) {
        const auto segment = inside(points[i - 1], points[i], x, y);
        if (!segment) continue;
        if (parts.empty() || parts.back().back() != segment->begin) parts.push_back({segment->begin});
        if (segment->end != segment->begin) parts.back().push_back(segment->end);
    }
    return parts;
}

Polyline clippedArea(const Polyline& points, const Span& x, const Span& y) {
    Polyline out;
    const auto add = [&](double at, double height) {
        out.emplace_back(at, std::clamp(height, y.low, y.high));
    };
    for (std::size_t i = 0; i < points.size(); ++i) {
        const QPointF& point = points[i];
        if (i > 0) {
            const QPointF& before = points[i - 1];
            for (const double edge : {x.low, x.high})
                if (before.x() < edge && point.x() > edge) add(edge, heightAt(before, point, edge));
        }
        if (point.x() >= x.low && point.x() <= x.high) add(point.x(), point.y());
    }
    return out;
}

}  // namespace nescio
