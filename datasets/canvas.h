// A small picture to draw on: planes of real numbers, shapes given by their signed distance, textures given
// by hashing. Only +, -, *, / and square roots are used, which IEEE 754 rounds the same everywhere.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "core/values/shape.h"

namespace nescio {

/// A place in the picture.   Units: picture sides; (0, 0) is the top left corner, (1, 1) the bottom right.
struct Point {
    float x = 0;
    float y = 0;
};

/// Red, green, blue in 0..1; grey pictures use the first.
using Colour = std::array<float, 3>;

/// The picture.   Shapes: C×H×W reals, drawn to in order, each shape over what is there.
class Canvas {
  public:
    explicit Canvas(const ImageShape& shape)
        : m_shape(shape), m_values(static_cast<std::size_t>(shape.dims())) {}

    [[nodiscard]] const ImageShape& shape() const { return m_shape; }
    void clear() { std::fill(m_values.begin(), m_values.end(), 0.0F); }

    /// Draws where distance(point) < 0, in the colour shade(point), with an edge `softness` pixels wide.
    template <class Distance, class Shade>
    void fill(const Distance& distance, const Shade& shade, float softness = 1) {
        const float sharp = static_cast<float>(m_shape.height) / softness;
        for (int y = 0; y < m_shape.height; ++y)
            for (int x = 0; x < m_shape.width; ++x) {
                const Point point = centreOf(x, y);
                const float share = std::clamp(0.5F - distance(point) * sharp, 0.0F, 1.0F);
                if (share > 0) blend(x, y, share, shade(point));
            }
    }

    /// Draws a bent line of radius `radius` through the points; as one shape, so that it may cross itself.
    void stroke(std::span<const Point> points, float radius, const Colour& colour, float softness = 1);

    /// Adds the same uniform noise of ± amount to every channel of the pixels that are not black.
    void addGrain(float amount, std::uint32_t key);

    /// Rounds to bytes.   Requires: out.size() == shape().dims().
    void write(std::span<std::uint8_t> out) const;

  private:
    [[nodiscard]] Point centreOf(int x, int y) const {
        return {(static_cast<float>(x) + 0.5F) / static_cast<float>(m_shape.width),
                (static_cast<float>(y) + 0.5F) / static_cast<float>(m_shape.height)};
    }
    void blend(int x, int y, float share, const Colour& colour) {
        std::size_t at = static_cast<std::size_t>(y) * m_shape.width + x;
        for (int c = 0; c < m_shape.channels;
             ++c, at += static_cast<std::size_t>(m_shape.height) * m_shape.width)
            m_values[at] += share * (colour[static_cast<std::size_t>(c)] - m_values[at]);
    }

    ImageShape m_shape;
    std::vector<float> m_values;
    std::vector<float> m_mask;  // of the stroke being drawn
};

/// Signed distances: negative inside.   Units: picture sides.
float distanceToCircle(Point p, Point centre, float radius);
float distanceToBox(Point p, Point centre, float halfWidth, float halfHeight, float rounding);
float distanceToSegment(Point p, Point a, Point b, float radius);
float distanceToPolygon(Point p, std::span<const Point> corners);

/// A hash of a place in a lattice, uniform in [0, 1).
inline float hashUnit(int x, int y, std::uint32_t key) {
    std::uint32_t h =
        static_cast<std::uint32_t>(x) * 0x8DA6B343U ^ static_cast<std::uint32_t>(y) * 0xD8163841U ^ key;
    h = (h ^ (h >> 16)) * 0x7FEB352DU;
    h = (h ^ (h >> 15)) * 0x846CA68BU;
    return static_cast<float>((h ^ (h >> 16)) >> 8) * 0x1p-24F;
}

/// Smooth noise in [0, 1) with `cells` lattice cells along a picture side.
float smoothNoise(Point p, float cells, std::uint32_t key);

/// 0 or 1 in alternating bands of direction (dx, dy), `bands` of them along a picture side, with soft edges.
float stripes(Point p, float dx, float dy, float bands);

}  // namespace nescio
