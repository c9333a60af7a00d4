#include "core/analysis/evaluated.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/scores/rankable.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

/// Ranks, areas and distances of NaN would mean nothing.
void requireSome(const std::vector<double>& left, const FrozenModel& model, const ImageSet& set) {
    if (left.empty())
        throw DataError(
            fmt::format("{} on “{}”: expected numbers as log-likelihoods, found NaN for all {} images; the "
                        "breakdown of one of them names the term",
                        model.run().title, set.title, set.count));
}

}  // namespace

Mean finiteMean(const std::vector<double>& values) {
    return meanOf(finiteOf(values));
}

std::optional<EvaluatedSet> evaluateSet(const ExperimentInput& input, const FrozenModel& model,
                                        const ImageSet& set) {
    auto table = model.evaluate(set, input.evaluation, input.stop, input.board);
    if (!table) return std::nullopt;
    EvaluatedSet scored{.table = std::move(*table)};
    const auto [left, nan] = rankable(minusLogP(scored.table));
    requireSome(left, model, set);
    if (nan > 0)
        input.notes->push_back(
            fmt::format("{}: log-likelihoods of {}.", model.run().title,
                        leftOutWords(nan, static_cast<std::size_t>(set.count), set.title)));
    if (set.count == 1)
        input.notes->push_back(fmt::format("{}: one image, so its means have no error.", set.title));
    scored.bitsPerDim = finiteMean(scored.table.bitsPerDims());
    scored.logLikelihood = finiteMean(scored.table.logLikelihoods());
    scored.minusLogP = left;
    return scored;
}

std::optional<std::size_t> ownSet(const ExperimentInput& input, const FrozenModel& model) {
    std::optional<std::size_t> own;
    for (std::size_t s = 0; s < input.sets.size(); ++s) {
        if (input.sets[s].shape != model.shape()) continue;
        if (!sameFamily(input.sets[s].id, model.run().trainSetId)) continue;
        if (!own || input.sets[*own].id == model.run().trainSetId) own = s;
    }
    return own;
}

std::size_t inDistribution(const ExperimentInput& input, const FrozenModel& model) {
    return ownSet(input, model).value_or(0);
}

std::string evaluationWords(const TermTable& table) {
    return table.words();
}

std::string evaluationNote(const TermTable& table) {
    return evaluationWords(table) + "; AUROC of −log p: higher = more out-of-distribution";
}

ResultColumn& TableBuilder::column(const std::string& title, const std::string& unit) {
    for (auto& column : m_table.columns)
        if (column.title == title) return column;
    return m_table.columns.emplace_back(ResultColumn{title, unit});
}

TableBuilder& TableBuilder::word(const std::string& title, const std::string& value) {
    column(title, "").words.push_back(value);
    return *this;
}

TableBuilder& TableBuilder::number(const std::string& title, const std::string& unit, double value) {
    column(title, unit).numbers.push_back(value);
    return *this;
}

}  // namespace nescio
