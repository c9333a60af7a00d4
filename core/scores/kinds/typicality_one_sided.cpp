// One-sided: only images that are less likely than training images are suspicious.

#include "core/scores/typicality.h"

namespace nescio::scores::typicality_one_sided {

ScoreKind kind() {
    return {.id = "typicality_one_sided", .variants = [](const std::vector<TermInfo>&) {
                return std::vector{typicalityOf(1, Sides::Below), typicalityOf(10, Sides::Below)};
            }};
}

}  // namespace nescio::scores::typicality_one_sided
