// House-number-like signs: a digit on a plain wall, softly lit and out of focus. Their pixels spread over a
// smaller range than those of clutter, around a similar mean, as SVHN's do against CIFAR-10's.
#include "datasets/digits.h"
#include "datasets/synthetic.h"

namespace nescio::synthetic::signs {
namespace {

Colour near(float brightness, float spread, Random& random) {
    Colour colour{};
    for (float& value : colour) value = brightness + random.between(-spread, spread);
    return colour;
}

/// The wall, with light that falls off in one direction.
void drawWall(const Colour& wall, Random& random, Canvas& canvas) {
    const float fallX = random.between(-0.12F, 0.12F);
    const float fallY = random.between(-0.12F, 0.12F);
    canvas.fill([](Point) { return -1.0F; },
                [&](Point p) {
                    const float light = (p.x - 0.5F) * fallX + (p.y - 0.5F) * fallY;
                    return Colour{wall[0] + light, wall[1] + light, wall[2] + light};
                });
}

void drawDigit(int digit, Point centre, const Colour& ink, float radius, Random& random, Canvas& canvas) {
    const Hand hand{.centre = centre,
                    .height = random.between(0.52F, 0.66F),
                    .width = random.between(0.28F, 0.38F),
                    .slant = random.between(-0.08F, 0.12F),
                    .tremble = 0.02F};
    for (const auto& line : penStrokes(digit, hand, random)) canvas.stroke(line, radius, ink, 2.6F);
}

void draw(int label, Random& random, Canvas& canvas) {
    const float brightness = random.between(0.16F, 0.80F);
    const float contrast = random.between(0.18F, 0.42F);
    const bool lighter = brightness < 0.30F || (brightness < 0.65F && random.chance(0.5F));
    drawWall(near(brightness, 0.07F, random), random, canvas);
    const Colour ink = near(brightness + (lighter ? contrast : -contrast), 0.06F, random);
    const float radius = random.between(0.050F, 0.075F);
    const Point centre{random.between(0.46F, 0.54F), random.between(0.46F, 0.54F)};
    // Numbers have neighbours: parts of other digits reach in from the sides.
    if (random.chance(0.5F))
        drawDigit(random.below(10), {centre.x - 0.52F, centre.y}, ink, radius, random, canvas);
    if (random.chance(0.5F))
        drawDigit(random.below(10), {centre.x + 0.52F, centre.y}, ink, radius, random, canvas);
    drawDigit(label, centre, ink, radius, random, canvas);
    // A statement of its own: the order in which a call's arguments are drawn is the compiler's.
    const float grain = random.between(0.006F, 0.030F);
    canvas.addGrain(grain, static_cast<std::uint32_t>(random.bits()));
}

}  // namespace

SyntheticKind kind() {
    return {.id = "signs",
            .title = "Synthetic signs",
            .what = "a digit on a plain wall, softly lit, in colour",
            .shape = {3, 32, 32},
            .classNames = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"},
            .draw = draw};
}

}  // namespace nescio::synthetic::signs
