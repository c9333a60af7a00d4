#include "core/store/stored_pair.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/values/failure.h"

namespace nescio {
namespace {

/// The tables of a set, oldest first; never none.
std::vector<StoredTerms> tablesOf(const RunSummary& run, const std::string& setId) {
    std::vector<StoredTerms> tables;
    std::copy_if(run.terms.begin(), run.terms.end(), std::back_inserter(tables),
                 [&](const StoredTerms& terms) { return terms.setId == setId; });
    if (!tables.empty()) return tables;
    const auto known = evaluatedSets(run);
    throw OptionError(
        fmt::format("{}: expected one of the scored sets ({}), found “{}”; score it first", run.path,
                    known.empty() ? "there are none yet" : fmt::format("{}", fmt::join(known, ", ")), setId));
}

bool agree(const StoredTerms& a, const StoredTerms& b) {
    return a.weights == b.weights && a.draws == b.draws;
}

/// Pairs of the run's weights come first, then those of most images; of equals the newest.
std::pair<bool, std::int64_t> rankOf(const RunSummary& run, const StoredTerms& a, const StoredTerms& b) {
    return {isCurrent(run, a.weights), std::min(a.rows, b.rows)};
}

/// "step 100 with 1 draw, step 400 with 5 draws".
std::string listOf(const std::vector<StoredTerms>& tables) {
    std::vector<std::string> words;
    for (const auto& table : tables)
        words.push_back(fmt::format("{} with {} draw{}", weightsWords(table.weights), table.draws,
                                    table.draws == 1 ? "" : "s"));
    return fmt::format("{}", fmt::join(words, ", "));
}

}  // namespace

TermPair readPair(const std::filesystem::path& path, const std::string& in, const std::string& ood,
                  std::optional<int> draws) {
    const auto run = readRunSummary(path);
    const auto ins = tablesOf(run, in), oods = tablesOf(run, ood);
    const StoredTerms *first = nullptr, *second = nullptr;
    for (const auto& a : ins)
        for (const auto& b : oods) {
            if (!agree(a, b) || (draws && a.draws != *draws)) continue;
            if (first && rankOf(run, a, b) < rankOf(run, *first, *second)) continue;
            first = &a, second = &b;
        }
    if (!first)
        throw OptionError(
            fmt::format("{}: expected numbers of the same weights and {} for “{}” and “{}”, found {} "
                        "for the one and {} for the other; score both again",
                        run.path, draws ? fmt::format("{} draws", *draws) : "as many draws", in, ood,
                        listOf(ins), listOf(oods)));
    return {readTermTable(path, in, first->key), readTermTable(path, ood, second->key)};
}

SetColumns storedColumns(const std::filesystem::path& path, const std::string& setId) {
    return storedColumns(path, readTermTable(path, setId));
}

SetColumns storedColumns(const std::filesystem::path& path, const TermTable& terms) {
    SetColumns columns{.terms = std::make_shared<const TermTable>(terms)};
    const auto& weights = columns.terms->key.weights;
    const auto measured = readMeasurements(path, terms.setId);
    for (const auto& one : measured) {
        // Those of the run's own model are of these weights or of none of use; a second model has its own.
        if (one.kind != ColumnKind::ScoreInput || one.knows == Knowledge::SecondModel ||
            one.key->weights == weights)
            columns.add(one);
    }
    return columns;
}

}  // namespace nescio
