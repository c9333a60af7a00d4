#include "core/views/explored.h"

#include <fmt/format.h>

#include "core/values/failure.h"

namespace nescio {
namespace {

std::string missingWords(const std::vector<std::string>& sets, const ExploreRequest& request) {
    if (sets.empty()) return {};
    return fmt::format("Without {} or {}: {}.", titleOf(request.x), titleOf(request.y),
                       fmt::join(sets, ", "));
}

}  // namespace

Explored explored(const ExploreRequest& request) {
    Explored all;
    std::vector<FigureSet> drawn;
    std::vector<std::string> without;
    std::vector<std::vector<double>> values;
    for (const auto& set : request.sets) try {
            const auto x =
                std::make_shared<const ImageColumn>(columnNamed(set.table, request.x, request.run));
            const auto y =
                request.y == request.x
                    ? x
                    : std::make_shared<const ImageColumn>(columnNamed(set.table, request.y, request.run));
            all.histogram.series.push_back({.label = set.title,
                                            .role = set.role,
                                            .slot = set.slot,
                                            .density = {},
                                            .available = set.table->available,
                                            .column = x,
                                            .order = std::make_shared<const ValueOrder>(x)});
            all.cloud.series.push_back({.label = set.title,
                                        .role = set.role,
                                        .slot = set.slot,
                                        .x = x,
                                        .y = y,
                                        .available = set.table->available});
            values.push_back(x->values);
            drawn.push_back(set);
        } catch (const UnsupportedError&) {
            without.push_back(set.title);
        }
    all.missing = missingWords(without, request);
    if (drawn.empty()) return all;
    all.histogram.title = all.cloud.title = request.title;
    all.histogram.note = all.cloud.note = noteOf(drawn);
    all.histogram.quantity = all.cloud.xTitle = titleOf(request.x);
    all.cloud.yTitle = titleOf(request.y);
    binShared(all.histogram, values, kHistogramBins);
    return all;
}

}  // namespace nescio
