#include "widgets/plots/history_scale.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace nescio {
namespace {

/// Of one column; empty without finite values.
std::optional<Span> usualRange(const std::vector<HistoryRow>& rows, HistoryColumn column) {
    std::vector<double> values;
    for (const HistoryRow& row : rows)
        if (std::isfinite(row.*column)) values.push_back(row.*column);
    if (values.empty()) return {};
    std::sort(values.begin(), values.end());
    const double low = values.front();
    const double usual = values[static_cast<std::size_t>(static_cast<double>(values.size() - 1) * 0.98)];
    return Span{low, values.back() - low > 3 * (usual - low) && usual > low ? usual : values.back()};
}

}  // namespace

Span historyScale(const std::vector<const std::vector<HistoryRow>*>& runs,
                  const std::vector<HistoryColumn>& columns) {
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (const auto* rows : runs)
        for (const HistoryColumn column : columns)
            if (const auto range = usualRange(*rows, column)) {
                low = std::min(low, range->low);
                high = std::max(high, range->high);
            }
    if (low > high) return {0, 1};
    const double room = std::max((high - low) * 0.06, std::max(1e-3, std::abs(high) * 1e-3));
    return {low - room, high + room};
}

}  // namespace nescio
