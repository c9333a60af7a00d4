#include "datasets/canvas.h"

#include <limits>

namespace nescio {
namespace {

/// std::floor is a library call on older processors; this is the same for the small numbers here.
int floorOf(float value) {
    const int cut = static_cast<int>(value);
    return value < static_cast<float>(cut) ? cut - 1 : cut;
}

float smoothStep(float t) {
    return t * t * (3 - 2 * t);
}

}  // namespace

void Canvas::stroke(std::span<const Point> points, float radius, const Colour& colour, float softness) {
    m_mask.assign(static_cast<std::size_t>(m_shape.height) * m_shape.width, 0.0F);
    const auto height = static_cast<float>(m_shape.height);
    const auto width = static_cast<float>(m_shape.width);
    const float reach = radius + softness / height;
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        const Point a = points[i];
        const Point b = points[i + 1];
        const int left = std::max(0, floorOf((std::min(a.x, b.x) - reach) * width));
        const int right = std::min(m_shape.width - 1, floorOf((std::max(a.x, b.x) + reach) * width));
        const int top = std::max(0, floorOf((std::min(a.y, b.y) - reach) * height));
        const int bottom = std::min(m_shape.height - 1, floorOf((std::max(a.y, b.y) + reach) * height));
        for (int y = top; y <= bottom; ++y)
            for (int x = left; x <= right; ++x) {
                const float distance = distanceToSegment(centreOf(x, y), a, b, radius);
                float& mask = m_mask[static_cast<std::size_t>(y) * m_shape.width + x];
                mask = std::max(mask, std::clamp(0.5F - distance * height / softness, 0.0F, 1.0F));
            }
    }
    for (int y = 0; y < m_shape.height; ++y)
        for (int x = 0; x < m_shape.width; ++x)
            if (const float share = m_mask[static_cast<std::size_t>(y) * m_shape.width + x]; share > 0)
                blend(x, y, share, colour);
}

void Canvas::addGrain(float amount, std::uint32_t key) {
    const std::size_t plane = static_cast<std::size_t>(m_shape.height) * m_shape.width;
    for (std::size_t i = 0; i < m_values.size(); ++i) {
        const auto pixel = static_cast<int>(i % plane);
        if (m_values[i] > 0) m_values[i] += amount * (2 * hashUnit(pixel, 0, key) - 1);
    }
}

void Canvas::write(std::span<std::uint8_t> out) const {
    // lround() differs just below a half, and these bytes are published.
    for (std::size_t i = 0; i < out.size(); ++i) {
        const float level = std::clamp(m_values[i], 0.0F, 1.0F) * 255 + 0.5F;
        out[i] = static_cast<std::uint8_t>(level);
    }
}

float distanceToCircle(Point p, Point centre, float radius) {
    const float dx = p.x - centre.x;
    const float dy = p.y - centre.y;
    return std::sqrt(dx * dx + dy * dy) - radius;
}

float distanceToBox(Point p, Point centre, float halfWidth, float halfHeight, float rounding) {
    const float dx = std::abs(p.x - centre.x) - halfWidth + rounding;
    const float dy = std::abs(p.y - centre.y) - halfHeight + rounding;
    const float ox = std::max(dx, 0.0F);
    const float oy = std::max(dy, 0.0F);
    return std::sqrt(ox * ox + oy * oy) + std::min(std::max(dx, dy), 0.0F) - rounding;
}

float distanceToSegment(Point p, Point a, Point b, float radius) {
    const Point along{b.x - a.x, b.y - a.y};
    const Point from{p.x - a.x, p.y - a.y};
    const float length = along.x * along.x + along.y * along.y;
    const float t =
        length > 0 ? std::clamp((from.x * along.x + from.y * along.y) / length, 0.0F, 1.0F) : 0.0F;
    const float dx = from.x - t * along.x;
    const float dy = from.y - t * along.y;
    return std::sqrt(dx * dx + dy * dy) - radius;
}

float distanceToPolygon(Point p, std::span<const Point> corners) {
    float nearest = std::numeric_limits<float>::max();
    bool inside = false;
    for (std::size_t i = 0, j = corners.size() - 1; i < corners.size(); j = i++) {
        const Point a = corners[i];
        const Point b = corners[j];
        const Point along{b.x - a.x, b.y - a.y};
        const Point from{p.x - a.x, p.y - a.y};
        const float length = std::max(along.x * along.x + along.y * along.y, 1e-12F);
        const float t = std::clamp((from.x * along.x + from.y * along.y) / length, 0.0F, 1.0F);
        const float dx = from.x - t * along.x;
        const float dy = from.y - t * along.y;
        nearest = std::min(nearest, dx * dx + dy * dy);
        if ((a.y > p.y) != (b.y > p.y) && p.x < along.x * from.y / along.y + a.x) inside = !inside;
    }
    return inside ? -std::sqrt(nearest) : std::sqrt(nearest);
}

float smoothNoise(Point p, float cells, std::uint32_t key) {
    const float fx = p.x * cells;
    const float fy = p.y * cells;
    const int x = floorOf(fx);
    const int y = floorOf(fy);
    const float tx = smoothStep(fx - static_cast<float>(x));
    const float ty = smoothStep(fy - static_cast<float>(y));
    const float top = hashUnit(x, y, key) + tx * (hashUnit(x + 1, y, key) - hashUnit(x, y, key));
    const float low = hashUnit(x, y + 1, key) + tx * (hashUnit(x + 1, y + 1, key) - hashUnit(x, y + 1, key));
    return top + ty * (low - top);
}

float stripes(Point p, float dx, float dy, float bands) {
    const float along = (p.x * dx + p.y * dy) * bands;
    const float phase = along - static_cast<float>(floorOf(along));  // a triangle wave, then steepened
    return std::clamp((std::abs(phase - 0.5F) - 0.25F) * 6 + 0.5F, 0.0F, 1.0F);
}

}  // namespace nescio
