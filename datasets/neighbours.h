// The nearest images of a set to some others, pixel by pixel: whether a sample is new or a training image
// learnt by heart is asked before anything else is.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "core/values/image.h"
#include "core/values/progress.h"

namespace nescio {

/// One image of the searched set and how far it is from the query.
struct Neighbour {
    std::int64_t index = 0;    ///< within the searched set
    std::int64_t squared = 0;  ///< sum of squared differences of bytes, exact

    /// Euclidean distance.   Units: grey levels, 0 for an equal image, at most 255 sqrt(D).
    [[nodiscard]] double distance() const;
    bool operator==(const Neighbour&) const = default;
};

/// Euclidean distance of two images, exact until the root.   Units: grey levels.   Requires: equal shapes.
double imageDistance(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b);

/// For each query the k nearest images of `among`, nearest first, the lower index first where two are as
/// near; all of them where it holds fewer. nullopt when stopped.
/// Requires: k >= 1.   Throws: ShapeError when the two sets differ in shape.
std::optional<std::vector<std::vector<Neighbour>>> nearestImages(const ImageSet& queries,
                                                                 const ImageSet& among, int k,
                                                                 std::stop_token stop = {},
                                                                 ProgressBoard* board = nullptr);

}  // namespace nescio
