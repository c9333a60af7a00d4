// Digits written with a pen, white on black: smooth, mostly empty pictures, as MNIST is to FashionMNIST.
#include "datasets/digits.h"
#include "datasets/synthetic.h"

namespace nescio::synthetic::strokes {
namespace {

void draw(int label, Random& random, Canvas& canvas) {
    Hand hand;
    hand.centre = {random.between(0.45F, 0.55F), random.between(0.46F, 0.54F)};
    hand.height = random.between(0.50F, 0.64F);
    hand.width = random.between(0.28F, 0.46F);
    hand.slant = random.between(-0.05F, 0.38F);
    hand.tremble = 0.07F;
    const float radius = random.between(0.030F, 0.056F);
    const float ink = random.between(0.92F, 1.05F);
    for (const auto& line : penStrokes(label, hand, random))
        canvas.stroke(line, radius, {ink, ink, ink}, 1.7F);
}

}  // namespace

SyntheticKind kind() {
    return {.id = "strokes",
            .title = "Synthetic strokes",
            .what = "digit-like pen strokes, white on black",
            .shape = {1, 28, 28},
            .classNames = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"},
            .draw = draw};
}

}  // namespace nescio::synthetic::strokes
