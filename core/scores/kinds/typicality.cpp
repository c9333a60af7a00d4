// Two-sided: images that are too likely are as suspicious as those that are not likely enough.

#include "core/scores/typicality.h"

namespace nescio::scores::typicality {

ScoreKind kind() {
    return {.id = "typicality", .variants = [](const std::vector<TermInfo>&) {
                return std::vector{typicalityOf(1, Sides::Both), typicalityOf(10, Sides::Both)};
            }};
}

}  // namespace nescio::scores::typicality
