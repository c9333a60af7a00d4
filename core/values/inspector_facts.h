// What is known of one image under one model, in the words and numbers that stand beside it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/values/breakdown.h"
#include "core/values/image.h"

namespace nescio {

/// Everything that an inspector of an image shows.
struct InspectorFacts {
    std::string name;                    ///< "FashionMNIST test #412" or a file name
    std::optional<Image> image;          ///< as the model saw it; absent when it cannot be read any more
    std::optional<Breakdown> breakdown;  ///< absent: not scored
    std::int64_t dims = 0;               ///< D of the model, for bits/dim
    double rank = -1;                    ///< share of the reference with lower likelihood; negative: unknown
    std::string reference;               ///< "FashionMNIST train, n = 1,000 of 20,000"
    std::string note;                    ///< why something is missing; empty when nothing is
};

}  // namespace nescio
