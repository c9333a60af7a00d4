#include "core/values/series_images.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace nescio {
namespace {

/// NaN is as good as NaN: files bring it back.
bool same(const std::vector<double>& a, const std::vector<double>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); });
}

bool same(const ImageColumn& a, const ImageColumn& b) {
    return a.setId == b.setId && a.key->set == b.key->set && a.key->indices == b.key->indices &&
           same(a.values, b.values);
}

}  // namespace

bool SeriesImages::operator==(const SeriesImages& other) const {
    const auto alike = [](const auto& a, const auto& b) { return same(a->column(), b->column()); };
    return std::equal(sets.begin(), sets.end(), other.sets.begin(), other.sets.end(), alike) &&
           same(thresholds, other.thresholds);
}

std::shared_ptr<const ValueOrder> orderedImages(const std::string& setId, const std::string& fingerprint,
                                                const std::vector<std::int64_t>& indices,
                                                std::vector<double> values) {
    auto key = std::make_shared<ColumnKey>();
    key->set = fingerprint;
    key->indices = indices;
    auto column = std::make_shared<ImageColumn>();
    column->setId = setId;
    column->key = std::move(key);
    column->values = std::move(values);
    return std::make_shared<const ValueOrder>(std::move(column));
}

ImageSelection imagesAt(const SeriesImages& images, std::size_t point) {
    ImageSelection all;
    for (const auto& set : images.sets)
        all = united(all,
                     set->imagesBetween(images.thresholds[point], std::numeric_limits<double>::infinity()));
    return all;
}

}  // namespace nescio
