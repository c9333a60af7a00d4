// Two columns of the same images against each other, as plain values.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/values/image.h"
#include "core/values/image_column.h"

namespace nescio {

/// The images of one set.   Shapes: x and y have the same key, one value a row each.
struct CloudSeries {
    std::string label;
    SetRole role = SetRole::Other;
    int slot = -1;  ///< as of HistogramSeries
    std::shared_ptr<const ImageColumn> x, y;
    std::int64_t available = 0;  ///< images the set has
};

/// One image a point.
struct CloudData {
    std::string title;
    std::string note;
    std::string xTitle, yTitle;  ///< with units: "volume (nats)"
    std::vector<CloudSeries> series;
};

}  // namespace nescio
