#include <algorithm>

#include <fmt/format.h>

#include "core/analysis/image_account/sections.h"
#include "core/scores/rank.h"
#include "core/store/run_file.h"

namespace nescio {

std::vector<SetRankAccount> ranksOf(const AccountInput& input, const ColumnKey& key, double totalNats,
                                    std::vector<std::string>& missing) {
    std::vector<SetRankAccount> ranks;
    if (input.tables.empty())
        missing.emplace_back("Ranks: expected sets scored under these weights, found none; score some.");
    for (const auto& table : input.tables) {
        if (const auto why = whyNotComparable(key, "the image", table->key, table->setTitle); !why.empty()) {
            missing.push_back(fmt::format("Rank among {}: {}.", table->setTitle, why));
            continue;
        }
        const auto rank = rankAmong(table->logLikelihoods(), totalNats);
        if (!rank) {
            missing.push_back(fmt::format("Rank among {}: expected numbers that can be compared, found NaN.",
                                          table->setTitle));
            continue;
        }
        ranks.push_back({.setId = table->setId,
                         .setTitle = table->setTitle,
                         .role = table->role,
                         .shareBelow = rank->shareBelow,
                         .n = rank->n,
                         .nan = rank->nan,
                         .available = table->available});
    }
    return ranks;
}

std::vector<std::shared_ptr<const TermTable>> tablesOf(const RunSummary& run) {
    std::vector<std::shared_ptr<const TermTable>> tables;
    for (const auto& id : evaluatedSets(run))
        tables.push_back(std::make_shared<const TermTable>(readTermTable(run.path, id)));
    return tables;
}

EvaluateOptions evaluationLike(const std::vector<std::shared_ptr<const TermTable>>& tables,
                               const WeightsId& weights) {
    for (const auto role : {SetRole::Train, SetRole::Test})
        for (const auto& table : tables)
            if (table->role == role && table->key.weights == weights)
                return {.draws = table->key.draws, .seed = table->key.noiseSeed};
    return {};
}

}  // namespace nescio
