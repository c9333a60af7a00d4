#include "core/values/image_selection.h"

#include <algorithm>
#include <iterator>

namespace nescio {
namespace {

using Indices = std::vector<std::int64_t>;

template <class Combine>
std::map<std::string, Indices> combined(const ImageSelection& a, const ImageSelection& b, Combine combine) {
    auto names = a.sets();
    const auto more = b.sets();
    names.insert(names.end(), more.begin(), more.end());
    std::map<std::string, Indices> result;
    for (const auto& name : names) {
        Indices indices;
        combine(a.indicesOf(name), b.indicesOf(name), indices);
        if (!indices.empty()) result[name] = std::move(indices);
    }
    return result;
}

}  // namespace

void ImageSelection::add(const std::string& setId, std::int64_t index) {
    auto& indices = m_indices[setId];
    const auto at = std::lower_bound(indices.begin(), indices.end(), index);
    if (at == indices.end() || *at != index) indices.insert(at, index);
}

bool ImageSelection::contains(const std::string& setId, std::int64_t index) const {
    const auto& indices = indicesOf(setId);
    return std::binary_search(indices.begin(), indices.end(), index);
}

const std::vector<std::int64_t>& ImageSelection::indicesOf(const std::string& setId) const {
    static const Indices none;
    const auto found = m_indices.find(setId);
    return found == m_indices.end() ? none : found->second;
}

std::vector<std::string> ImageSelection::sets() const {
    std::vector<std::string> names;
    for (const auto& [name, indices] : m_indices) names.push_back(name);
    return names;
}

std::int64_t ImageSelection::count() const {
    std::int64_t count = 0;
    for (const auto& [name, indices] : m_indices) count += static_cast<std::int64_t>(indices.size());
    return count;
}

ImageSelection united(const ImageSelection& a, const ImageSelection& b) {
    ImageSelection result;
    result.m_indices = combined(a, b, [](const Indices& x, const Indices& y, Indices& out) {
        std::set_union(x.begin(), x.end(), y.begin(), y.end(), std::back_inserter(out));
    });
    return result;
}

ImageSelection common(const ImageSelection& a, const ImageSelection& b) {
    ImageSelection result;
    result.m_indices = combined(a, b, [](const Indices& x, const Indices& y, Indices& out) {
        std::set_intersection(x.begin(), x.end(), y.begin(), y.end(), std::back_inserter(out));
    });
    return result;
}

ImageSelection without(const ImageSelection& a, const ImageSelection& b) {
    ImageSelection result;
    result.m_indices = combined(a, b, [](const Indices& x, const Indices& y, Indices& out) {
        std::set_difference(x.begin(), x.end(), y.begin(), y.end(), std::back_inserter(out));
    });
    return result;
}

ImageSelection imagesBetween(const ImageColumn& column, double low, double high, bool closed) {
    ImageSelection selection;
    for (std::size_t row = 0; row < column.values.size(); ++row) {
        const double value = column.values[row];
        if (value >= low && (value < high || (closed && value == high)))
            selection.add(column.setId, column.key->indices[row]);
    }
    return selection;
}

}  // namespace nescio
