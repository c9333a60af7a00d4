#include <cmath>

#include <fmt/format.h>

#include "core/analysis/image_account/sections.h"
#include "core/scores/rank.h"
#include "core/scores/rankable.h"
#include "core/stats/dispersion.h"
#include "core/values/mean.h"

namespace nescio {
namespace {

bool sameTerms(const TermTable& table, const Breakdown& breakdown) {
    if (table.columns.size() != breakdown.terms.size()) return false;
    for (std::size_t c = 0; c < table.columns.size(); ++c)
        if (table.columns[c] != breakdown.terms[c].info) return false;
    return true;
}

std::string whyNotReference(const TermTable& table, const ColumnKey& key, const Breakdown& breakdown) {
    if (auto why = whyNotComparable(key, "the image", table.key, table.setTitle); !why.empty()) return why;
    if (!sameTerms(table, breakdown))
        return fmt::format("expected the terms of the model, found others for {}", table.setTitle);
    if (table.rows() == 0) return fmt::format("expected images, found none in {}", table.setTitle);
    return "";
}

}  // namespace

ReferencePlace placeAmong(const std::vector<double>& reference, double value) {
    const auto [comparable, nan] = rankable(reference);
    const auto finite = finiteOf(comparable);
    const auto spread = dispersionOf(finite);
    ReferencePlace place{.mean = spread.mean,
                         .deviation = spread.deviation,
                         .n = comparable.size(),
                         .infinite = comparable.size() - finite.size(),
                         .nan = nan,
                         .z = {},
                         .shareBelow = {}};
    if (!spread.none() && std::isfinite(spread.deviation) && std::isfinite(value))
        place.z = (value - spread.mean) / spread.deviation;
    if (const auto rank = rankAmong(comparable, value)) place.shareBelow = rank->shareBelow;
    return place;
}

const TermTable* accountReference(const AccountInput& input, const ColumnKey& key, const Breakdown& breakdown,
                                  std::vector<std::string>& missing) {
    std::string why;
    for (const auto role : {SetRole::Train, SetRole::Test})
        for (const auto& table : input.tables) {
            if (table->role != role) continue;
            const auto reason = whyNotReference(*table, key, breakdown);
            if (reason.empty()) return table.get();
            if (why.empty()) why = reason;
        }
    missing.push_back(why.empty() ? "Reference: expected the training set, or a test set of its family, "
                                    "scored under these weights, "
                                    "found none; score one to see what is usual."
                                  : fmt::format("Reference: {}; score it again to see what is usual.", why));
    return nullptr;
}

}  // namespace nescio
