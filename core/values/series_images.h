// The images that a series of a result stands for: with them the figures of experiments can be asked for
// their images as those of any page.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "core/values/image_selection.h"
#include "core/values/value_order.h"

namespace nescio {

/// Images of one set, or of the several whose values were ranked together.
struct SeriesImages {
    /// Of bins and of dots one: what was binned; x, a row a dot. Of a line the scores behind it, one a set.
    std::vector<std::shared_ptr<const ValueOrder>> sets;
    /// Of a line: a value at or above stands behind its point; NaN where none does. Empty else.
    std::vector<double> thresholds = {};

    /// Whether they speak of the same images with the same values.
    bool operator==(const SeriesImages& other) const;
};

/// Values of images of a set, ready for a series.   Requires: as many indices, ascending, as values.
std::shared_ptr<const ValueOrder> orderedImages(const std::string& setId, const std::string& fingerprint,
                                                const std::vector<std::int64_t>& indices,
                                                std::vector<double> values);

/// The images behind a point of a line.   Requires: point < thresholds.size().
ImageSelection imagesAt(const SeriesImages& images, std::size_t point);

}  // namespace nescio
