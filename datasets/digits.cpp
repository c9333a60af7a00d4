#include "datasets/digits.h"

namespace nescio {
namespace {

using Line = std::vector<Point>;

/// Control points in a box from (0, 0) to (1, 1); a point given twice makes a corner.
const std::vector<std::vector<Line>>& alphabet() {
    static const std::vector<std::vector<Line>> digits{
        {{{.5F, 0},
          {.1F, .2F},
          {0, .55F},
          {.25F, .95F},
          {.6F, .98F},
          {.95F, .65F},
          {.9F, .2F},
          {.5F, 0},
          {.35F, .03F}}},
        {{{.3F, .2F}, {.55F, 0}, {.55F, 0}, {.5F, .5F}, {.48F, 1}}},
        {{{.05F, .25F},
          {.25F, .02F},
          {.7F, .02F},
          {.88F, .28F},
          {.55F, .62F},
          {.03F, .98F},
          {.03F, .98F},
          {.5F, .93F},
          {1, .98F}}},
        {{{.08F, .12F},
          {.5F, 0},
          {.88F, .2F},
          {.65F, .43F},
          {.38F, .48F},
          {.38F, .48F},
          {.8F, .55F},
          {.92F, .78F},
          {.5F, 1},
          {.05F, .88F}}},
        {{{.6F, 0}, {.3F, .3F}, {.02F, .63F}, {.02F, .63F}, {.5F, .64F}, {1, .6F}},
         {{.72F, .3F}, {.7F, .7F}, {.66F, 1}}},
        {{{.92F, .02F},
          {.25F, .03F},
          {.25F, .03F},
          {.12F, .45F},
          {.12F, .45F},
          {.6F, .38F},
          {.93F, .65F},
          {.7F, .95F},
          {.3F, 1},
          {.03F, .88F}}},
        {{{.75F, 0},
          {.3F, .25F},
          {.05F, .65F},
          {.25F, .97F},
          {.7F, .95F},
          {.85F, .68F},
          {.55F, .5F},
          {.12F, .68F}}},
        {{{.02F, .06F}, {.5F, .04F}, {.97F, .03F}, {.97F, .03F}, {.65F, .45F}, {.4F, 1}}},
        {{{.8F, .15F},
          {.45F, 0},
          {.15F, .2F},
          {.5F, .45F},
          {.88F, .72F},
          {.5F, 1},
          {.1F, .76F},
          {.5F, .47F},
          {.85F, .2F},
          {.7F, .06F}}},
        {{{.88F, .25F},
          {.5F, .02F},
          {.1F, .25F},
          {.4F, .52F},
          {.88F, .3F},
          {.88F, .3F},
          {.82F, .65F},
          {.7F, 1}}}};
    return digits;
}

/// Catmull-Rom: a smooth curve through b and c, with directions taken from their neighbours.
Point between(Point a, Point b, Point c, Point d, float t) {
    const auto blend = [t](float p, float q, float r, float s) {
        return 0.5F * (2 * q + t * (r - p) + t * t * (2 * p - 5 * q + 4 * r - s) +
                       t * t * t * (3 * (q - r) + s - p));
    };
    return {blend(a.x, b.x, c.x, d.x), blend(a.y, b.y, c.y, d.y)};
}

Line smooth(const Line& control) {
    constexpr int kPieces = 4;
    Line line;
    const std::size_t last = control.size() - 1;
    for (std::size_t i = 0; i < last; ++i)
        for (int k = 0; k < kPieces; ++k)
            line.push_back(between(control[i > 0 ? i - 1 : 0], control[i], control[i + 1],
                                   control[std::min(i + 2, last)], static_cast<float>(k) / kPieces));
    line.push_back(control[last]);
    return line;
}

}  // namespace

std::vector<std::vector<Point>> penStrokes(int digit, const Hand& hand, Random& random) {
    auto lines = alphabet()[static_cast<std::size_t>(digit)];
    for (auto& line : lines) {
        Point before{-1, -1};
        Point shift;
        for (auto& point : line) {
            if (point.x != before.x || point.y != before.y)  // both halves of a corner move together
                shift = {random.between(-hand.tremble, hand.tremble),
                         random.between(-hand.tremble, hand.tremble)};
            before = point;
            const float y = (point.y + shift.y - 0.5F) * hand.height;
            point = {hand.centre.x + (point.x + shift.x - 0.5F) * hand.width - y * hand.slant,
                     hand.centre.y + y};
        }
        line = smooth(line);
    }
    return lines;
}

}  // namespace nescio
