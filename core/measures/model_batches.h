// The images of a set on their way through the model that a measure takes: batch by batch, watched, stopped
// in between, and each image's noise its own.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/density/density_model.h"
#include "core/measures/measure.h"

namespace nescio {

/// Some images on the model's device.   Shapes: bytes uint8 [N,C,H,W], a noise key an image.
struct ImageBatch {
    torch::Tensor bytes;
    std::vector<std::int64_t> noiseKeys;

    [[nodiscard]] NoiseKey noise(std::uint64_t seed, int draw) const {
        return {.seed = seed, .images = noiseKeys, .draw = static_cast<std::uint64_t>(draw)};
    }
};

/// How a measure goes through a set.
struct BatchPlan {
    std::string stage;                    ///< "gradients", told while it works
    std::vector<MeasuredColumn> columns;  ///< named, without values
    std::int64_t batch = 1;               ///< images at once
    bool padded =
        true;  ///< to kLeastBatch, so that numbers do not depend on `batch`; an image alone needs none
    /// Shapes: a batch of N -> float64 [N, columns]; undefined when stopped.
    std::function<torch::Tensor(const ImageBatch&)> work;
};

/// The columns with a value an image; nullopt when stopped.   Throws: DeviceMemoryError and what `work` does.
std::optional<std::vector<MeasuredColumn>> inBatches(const MeasureInput& input, BatchPlan plan);

/// The model that a measure of need Model works on.   Requires: it is there, as measured() sees to.
const DensityModel& modelOf(const MeasureInput& input);

}  // namespace nescio
