#include "app/pages/common/contrast_choices.h"

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

#include "widgets/qt_text.h"

namespace nescio {
namespace {

/// The images that the current run scored, or all of a set that it did not.
std::vector<std::int64_t> allImagesOf(const DataEntry& set, const RunEntry* run) {
    if (run)
        if (const auto table = run->tables.find(set.id); table != run->tables.end())
            return table->second->key.indices;
    std::vector<std::int64_t> indices(static_cast<std::size_t>(set.count));
    std::iota(indices.begin(), indices.end(), std::int64_t{0});
    return indices;
}

}  // namespace

NamedSelection wholeSet(const Session& session, const std::string& id) {
    const auto* set = session.dataSet(id);
    if (!set) return {toQt(id), {}};
    return {toQt(set->title), {id, allImagesOf(*set, session.currentRun())}};
}

NamedSelection restOf(const Session& session) {
    const auto& brush = *session.brush();
    ImageSelection all;
    if (const auto* run = session.currentRun())
        for (const auto& set : session.dataSets())
            if (set.shown && run->tables.contains(set.id)) all = united(all, {set.id, allImagesOf(set, run)});
    if (brush.filter) all = common(all, *brush.filter);
    return {Session::tr("the rest"), without(all, brush.chosen)};
}

}  // namespace nescio
