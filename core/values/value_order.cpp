#include "core/values/value_order.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace nescio {

ValueOrder::ValueOrder(std::shared_ptr<const ImageColumn> column) : m_column(std::move(column)) {
    const auto& values = m_column->values;
    m_rows.reserve(values.size());
    for (std::size_t row = 0; row < values.size(); ++row)
        if (!std::isnan(values[row])) m_rows.push_back(static_cast<std::uint32_t>(row));
    std::sort(m_rows.begin(), m_rows.end(),
              [&](auto a, auto b) { return std::pair(values[a], a) < std::pair(values[b], b); });
}

std::span<const std::uint32_t> ValueOrder::rowsBetween(double low, double high) const {
    if (!(low <= high)) return {};  // of a bound that is no number, every comparison would be false
    const auto& values = m_column->values;
    const auto from = std::lower_bound(m_rows.begin(), m_rows.end(), low,
                                       [&](auto row, double value) { return values[row] < value; });
    const auto to = std::upper_bound(from, m_rows.end(), high,
                                     [&](double value, auto row) { return value < values[row]; });
    return {from, to};
}

ImageSelection ValueOrder::imagesBetween(double low, double high) const {
    std::vector<std::int64_t> indices;
    for (const auto row : rowsBetween(low, high)) indices.push_back(m_column->key->indices[row]);
    return {m_column->setId, std::move(indices)};
}

}  // namespace nescio
