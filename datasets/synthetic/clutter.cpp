// Heaps of textured shapes that hide each other, in colour: pictures of broad variance and fine detail, as
// CIFAR-10 is to SVHN. The class is the kind of shape that most of the heap is made of.
#include <array>

#include "datasets/synthetic.h"

namespace nescio::synthetic::clutter {
namespace {

enum Kind { Disc, Box, Bar, Triangle, Ring, Cross, kKinds };

/// A surface: two colours mixed by a pattern, darkened to one side, speckled.
struct Surface {
    Colour one{}, other{};
    float dx = 0, dy = 0, bands = 0, cells = 0, mottle = 0, shade = 0;
    std::uint32_t key = 0;

    Colour operator()(Point p) const {
        const float mix = bands > 0 ? stripes(p, dx, dy, bands) : smoothNoise(p, cells, key);
        const float light = shade * (p.x + p.y - 1) + mottle * (smoothNoise(p, 17, key + 1) - 0.5F);
        Colour colour{};
        for (std::size_t c = 0; c < 3; ++c) colour[c] = one[c] + mix * (other[c] - one[c]) + light;
        return colour;
    }
};

/// Mostly muted colours around a random brightness, as photographs have.
Colour anyColour(Random& random) {
    const float brightness = random.between(0.0F, 0.95F);
    const float spread = random.chance(0.3F) ? 0.35F : 0.12F;
    Colour colour{};
    for (float& value : colour) value = brightness + random.between(-spread, spread);
    return colour;
}

Surface anySurface(Random& random) {
    Surface surface;
    surface.one = anyColour(random);
    surface.other = anyColour(random);
    const float contrast = random.between(0.15F, 0.9F);
    for (std::size_t c = 0; c < 3; ++c)
        surface.other[c] = surface.one[c] + contrast * (surface.other[c] - surface.one[c]);
    const float t = random.between(-1, 1);  // direction without an angle: (1 - t², 2t) / (1 + t²)
    surface.dx = (1 - t * t) / (1 + t * t);
    surface.dy = 2 * t / (1 + t * t);
    surface.bands = random.chance(0.35F) ? random.between(2, 7) : 0;
    surface.cells = random.between(2, 10);
    surface.mottle = random.between(0.0F, 0.30F);
    surface.shade = random.between(-0.25F, 0.25F);
    surface.key = static_cast<std::uint32_t>(random.bits());
    return surface;
}

void drawShape(int kind, Random& random, Canvas& canvas) {
    const Point at{random.between(0.05F, 0.95F), random.between(0.05F, 0.95F)};
    const float size = random.between(0.12F, 0.34F);
    const Point to{at.x + random.between(-0.5F, 0.5F), at.y + random.between(-0.5F, 0.5F)};
    const float aspect = random.between(0.5F, 1.0F);
    std::array<Point, 3> corners{
        at, to, Point{at.x + random.between(-0.5F, 0.5F), at.y + random.between(-0.5F, 0.5F)}};
    const Surface surface = anySurface(random);
    const auto distance = [&](Point p) {
        switch (kind) {
            case Disc:
                return distanceToCircle(p, at, size);
            case Box:
                return distanceToBox(p, at, size, size * aspect, 0.02F);
            case Bar:
                return distanceToSegment(p, at, to, size * 0.3F);
            case Triangle:
                return distanceToPolygon(p, corners);
            case Ring:
                return std::abs(distanceToCircle(p, at, size)) - size * 0.3F;
            default:
                return std::min(distanceToBox(p, at, size, size * 0.3F, 0),
                                distanceToBox(p, at, size * 0.3F, size, 0));
        }
    };
    canvas.fill(distance, surface, 1.3F);
}

void draw(int label, Random& random, Canvas& canvas) {
    const Surface ground = anySurface(random);
    canvas.fill([](Point) { return -1.0F; }, ground);
    const int shapes = 2 + random.below(7);
    for (int i = 0; i < shapes; ++i)
        drawShape(random.chance(0.8F) ? label : random.below(kKinds), random, canvas);
    // A statement of its own: the order in which a call's arguments are drawn is the compiler's.
    const float grain = random.between(0.01F, 0.05F);
    canvas.addGrain(grain, static_cast<std::uint32_t>(random.bits()));
}

}  // namespace

SyntheticKind kind() {
    return {.id = "clutter",
            .title = "Synthetic clutter",
            .what = "textured shapes that hide each other, in colour",
            .shape = {3, 32, 32},
            .classNames = {"discs", "boxes", "bars", "triangles", "rings", "crosses"},
            .draw = draw};
}

}  // namespace nescio::synthetic::clutter
