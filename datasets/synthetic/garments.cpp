// Clothes as textured silhouettes on black: grey pictures of broad variance, as FashionMNIST is to MNIST.
#include <vector>

#include "datasets/synthetic.h"

namespace nescio::synthetic::garments {
namespace {

enum Kind { TShirt, Trousers, Pullover, Dress, Coat, Sandal, Shirt, Sneaker, Bag, Boot };

using Outline = std::vector<Point>;

/// Right halves of what is symmetric: x counts from the middle line.
const Outline kTShirt{{0, .16F},    {.10F, .09F}, {.22F, .13F}, {.43F, .30F},
                      {.35F, .41F}, {.25F, .33F}, {.25F, .90F}, {0, .92F}};
const Outline kPullover{{0, .14F},    {.09F, .08F}, {.22F, .12F}, {.42F, .80F},
                        {.31F, .83F}, {.23F, .38F}, {.24F, .91F}, {0, .92F}};
const Outline kCoat{{0, .12F},    {.09F, .05F}, {.23F, .10F}, {.41F, .74F},
                    {.30F, .77F}, {.22F, .36F}, {.28F, .96F}, {0, .96F}};
const Outline kDress{{0, .20F},    {.07F, .06F}, {.13F, .06F}, {.15F, .26F},
                     {.10F, .42F}, {.27F, .94F}, {0, .96F}};
const Outline kTrousers{{0, .06F}, {.17F, .06F}, {.21F, .28F}, {.20F, .95F}, {.07F, .95F}, {0, .38F}};

/// Whole outlines of what is seen from the side, toe to the right.
const Outline kSneaker{{.05F, .72F}, {.07F, .46F}, {.26F, .44F}, {.36F, .53F}, {.48F, .45F},
                       {.70F, .60F}, {.93F, .66F}, {.96F, .78F}, {.05F, .80F}};
const Outline kBoot{{.18F, .08F}, {.52F, .08F}, {.54F, .50F}, {.86F, .66F}, {.92F, .84F}, {.16F, .86F}};
const Outline kSole{{.06F, .66F}, {.26F, .70F}, {.55F, .78F}, {.95F, .78F}, {.95F, .84F},
                    {.50F, .85F}, {.30F, .82F}, {.20F, .86F}, {.06F, .86F}};

const Outline& halfOf(int label) {
    switch (label) {
        case TShirt:
            return kTShirt;
        case Trousers:
            return kTrousers;
        case Dress:
            return kDress;
        case Coat:
            return kCoat;
        default:
            return kPullover;  // shirts are cut like pullovers and differ by collar and buttons
    }
}

/// Cloth: folds, a pattern on some, and a fine weave.
struct Cloth {
    float base = 0, folds = 0, weave = 0, dx = 0, dy = 0, bands = 0, contrast = 0, cells = 0;
    std::uint32_t key = 0;

    Colour operator()(Point p) const {
        float value = base + folds * (smoothNoise({p.x, p.y * 0.5F}, cells, key) - 0.5F) +
                      weave * (hashUnit(static_cast<int>(p.x * 64), static_cast<int>(p.y * 64), key) - 0.5F);
        if (bands > 0) value += contrast * (stripes(p, dx, dy, bands) - 0.5F);
        value = std::clamp(value, 0.06F, 1.0F);
        return {value, value, value};
    }
};

Cloth anyCloth(Random& random) {
    Cloth cloth;
    cloth.base = random.between(0.30F, 1.0F);
    cloth.folds = random.between(0.10F, 0.45F);
    cloth.weave = random.between(0.12F, 0.42F);
    cloth.cells = random.between(4, 11);
    const bool across = random.chance(0.6F);
    cloth.dx = across ? 0.0F : 1.0F;
    cloth.dy = across ? 1.0F : random.between(-0.4F, 0.4F);
    cloth.bands = random.chance(0.25F) ? random.between(3, 9) : 0;
    cloth.contrast = random.between(0.10F, 0.45F);
    cloth.key = static_cast<std::uint32_t>(random.bits());
    return cloth;
}

Cloth trimOf(const Cloth& cloth, Random& random) {
    Cloth trim = cloth;
    trim.base = cloth.base > 0.5F ? cloth.base - random.between(0.2F, 0.4F)
                                  : cloth.base + random.between(0.2F, 0.45F);
    trim.bands = 0;
    return trim;
}

/// The outline with every corner moved a little; halves are mirrored to the left.
Outline cut(const Outline& pattern, bool half, Random& random) {
    const float wide = random.between(0.95F, 1.25F);
    const float drop = random.between(-0.02F, 0.02F);
    Outline outline;
    for (const Point p : pattern) {
        const float x = half ? p.x * wide : p.x;
        const float shiftX = half && p.x == 0 ? 0 : random.between(-0.02F, 0.02F);
        outline.push_back({(half ? 0.5F : 0.0F) + x + shiftX, p.y + drop + random.between(-0.02F, 0.02F)});
    }
    for (std::size_t i = pattern.size(); half && i-- > 0;)
        if (pattern[i].x != 0) outline.push_back({1 - outline[i].x, outline[i].y});
    return outline;
}

void mirror(Outline& outline) {
    for (Point& p : outline) p.x = 1 - p.x;
}

void drawOutline(const Outline& outline, const Cloth& cloth, Canvas& canvas) {
    canvas.fill([&](Point p) { return distanceToPolygon(p, outline); }, cloth);
}

void drawLine(Point a, Point b, float radius, const Cloth& cloth, Canvas& canvas) {
    canvas.fill([&](Point p) { return distanceToSegment(p, a, b, radius); }, cloth);
}

void drawClothing(int label, const Cloth& cloth, Random& random, Canvas& canvas) {
    drawOutline(cut(halfOf(label), true, random), cloth, canvas);
    const Cloth trim = trimOf(cloth, random);
    if (label == Coat) drawLine({.5F, .13F}, {.5F, .95F}, .012F, trim, canvas);
    if (label == Trousers) drawLine({.34F, .09F}, {.66F, .09F}, .02F, trim, canvas);
    if (label == Shirt)
        for (float y = .20F; y < .88F; y += .13F) drawLine({.5F, y}, {.5F, y + .01F}, .018F, trim, canvas);
    if (label == Shirt || label == Coat) {
        drawLine({.41F, .10F}, {.5F, .20F}, .018F, trim, canvas);
        drawLine({.59F, .10F}, {.5F, .20F}, .018F, trim, canvas);
    }
    if (label == TShirt && random.chance(0.4F)) {  // a print on the chest
        const Point at{.5F, random.between(.38F, .52F)};
        const float half = random.between(.06F, .13F);
        canvas.fill([&](Point p) { return distanceToBox(p, at, half, half, half * 0.4F); }, trim);
    }
    if (label == Dress && random.chance(0.5F)) drawLine({.40F, .42F}, {.60F, .42F}, .018F, trim, canvas);
}

void drawShoe(int label, const Cloth& cloth, Random& random, Canvas& canvas) {
    const bool left = random.chance(0.5F);
    const auto side = [left](float x) { return left ? 1 - x : x; };
    const Cloth trim = trimOf(cloth, random);
    Outline outline = cut(label == Sneaker ? kSneaker : label == Boot ? kBoot : kSole, false, random);
    if (left) mirror(outline);
    drawOutline(outline, cloth, canvas);
    if (label != Sandal)
        drawLine({side(.08F), label == Boot ? .87F : .81F}, {side(.93F), label == Boot ? .87F : .81F}, .03F,
                 trim, canvas);
    if (label == Sneaker)
        for (float x = .36F; x < .62F; x += .09F)
            drawLine({side(x), .52F}, {side(x + .06F), .60F}, .012F, trim, canvas);
    if (label == Boot && random.chance(0.5F))
        drawLine({side(.20F), .18F}, {side(.50F), .18F}, .02F, trim, canvas);
    if (label != Sandal) return;
    const float ankle = random.between(.36F, .54F);
    const float toe = random.between(.56F, .66F);
    drawLine({side(.10F), .70F}, {side(.15F), ankle}, .03F, cloth, canvas);
    drawLine({side(.15F), ankle}, {side(.42F), ankle + .08F}, .025F, cloth, canvas);
    drawLine({side(.42F), ankle + .08F}, {side(.36F), .76F}, .025F, cloth, canvas);
    drawLine({side(.58F), .80F}, {side(.70F), toe}, .028F, cloth, canvas);
    drawLine({side(.70F), toe}, {side(.86F), .80F}, .028F, cloth, canvas);
}

void drawBag(const Cloth& cloth, Random& random, Canvas& canvas) {
    const Point at{.5F, random.between(.58F, .66F)};
    const float halfWidth = random.between(.30F, .43F);
    const float halfHeight = random.between(.18F, .29F);
    const float handle = random.between(.14F, .26F);
    const Point top{.5F, at.y - halfHeight};
    canvas.fill([&](Point p) { return std::abs(distanceToCircle(p, top, handle)) - .025F; }, cloth);
    canvas.fill([&](Point p) { return distanceToBox(p, at, halfWidth, halfHeight, .05F); }, cloth);
    const Cloth trim = trimOf(cloth, random);
    if (random.chance(0.6F))
        drawLine({at.x - halfWidth + .04F, at.y - halfHeight * .3F},
                 {at.x + halfWidth - .04F, at.y - halfHeight * .3F}, .016F, trim, canvas);
    canvas.fill(
        [&](Point p) {
            return distanceToBox(p, {at.x, at.y - halfHeight * .3F}, .05F, .035F, .01F);
        },
        trim);
}

void draw(int label, Random& random, Canvas& canvas) {
    const Cloth cloth = anyCloth(random);
    if (label == Bag)
        drawBag(cloth, random, canvas);
    else if (label == Sandal || label == Sneaker || label == Boot)
        drawShoe(label, cloth, random, canvas);
    else
        drawClothing(label, cloth, random, canvas);
}

}  // namespace

SyntheticKind kind() {
    return {.id = "garments",
            .title = "Synthetic garments",
            .what = "textured silhouettes of clothes, grey on black",
            .shape = {1, 28, 28},
            .classNames = {"T-shirt", "trousers", "pullover", "dress", "coat", "sandal", "shirt", "sneaker",
                           "bag", "boot"},
            .draw = draw};
}

}  // namespace nescio::synthetic::garments
