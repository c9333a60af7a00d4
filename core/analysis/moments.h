// Mean and variance of every dimension of a data set: all that the second-order analysis asks of the data.
#pragma once

#include <vector>

#include "core/values/image.h"

namespace nescio {

/// Per dimension, pixels scaled to [0, 1]; variance over the images held (divided by n).
/// Shapes: both have shape.dims() values in the order of bytes.
struct Moments {
    ImageShape shape;
    std::vector<double> mean, variance;

    /// Sum of a channel's variances over all positions.
    [[nodiscard]] double varianceSum(int channel) const;
    [[nodiscard]] double meanOfChannel(int channel) const;
};

/// Requires: a set that is not empty.
Moments momentsOf(const ImageSet& set);

}  // namespace nescio
