// The unlikeliest pixels alone: what a few strange pixels say is lost in the sum over all of them.

#include <fmt/format.h>

#include "core/scores/score.h"

namespace nescio::scores::pixel_quantile {
namespace {

ScoreKind above(int percent) {
    const auto column = fmt::format("q{}", percent);
    return {.id = fmt::format("pixel_quantile_{}", percent),
            .title = fmt::format("{} % quantile over pixels", percent),
            .formula =
                fmt::format("{} % quantile over the image's pixels of −log p(pixel | those before)", percent),
            .unit = "nats",
            .cost = "one forward pass",
            .source = "ours",
            .needs = "any terms",
            .measures = {"pixel_quantile"},
            .measuredColumns = {column},
            .evaluate = [column](const SetColumns& columns, const ScoreState&) {
                return columns.values("pixel_quantile", column);
            }};
}

}  // namespace

ScoreKind kind() {
    return {.id = "pixel_quantile", .variants = [](const std::vector<TermInfo>&) {
                return std::vector{above(90), above(95), above(99)};
            }};
}

}  // namespace nescio::scores::pixel_quantile
