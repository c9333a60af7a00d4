#include "core/analysis/evaluated.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/values/failure.h"

namespace nescio {
namespace {

Mean finiteMean(const std::vector<double>& values) {
    std::vector<double> finite;
    std::copy_if(values.begin(), values.end(), std::back_inserter(finite),
                 [](double value) { return std::isfinite(value); });
    return meanOf(finite);
}

void requireNumbers(const std::vector<double>& logP, const FrozenModel& model, const ImageSet& set) {
    const auto bad = std::count_if(logP.begin(), logP.end(), [](double value) { return std::isnan(value); });
    if (bad > 0)
        throw DataError(
            fmt::format("{} on “{}”: expected numbers as log-likelihoods, found NaN for {} of {} "
                        "images; the breakdown of one of them names the term",
                        model.run().title, set.title, bad, logP.size()));
}

}  // namespace

std::optional<EvaluatedSet> evaluateSet(const ExperimentInput& input, const FrozenModel& model,
                                        const ImageSet& set) {
    auto table = model.evaluate(set, input.evaluation, input.stop, input.board);
    if (!table) return std::nullopt;
    EvaluatedSet scored{.table = std::move(*table)};
    const auto logP = scored.table.logLikelihoods();
    requireNumbers(logP, model, set);
    scored.bitsPerDim = finiteMean(scored.table.bitsPerDims());
    scored.logLikelihood = finiteMean(logP);
    for (const double value : logP) scored.minusLogP.push_back(-value);
    return scored;
}

double aurocOfMinus(std::vector<double> in, std::vector<double> out) {
    for (auto* values : {&in, &out})
        for (auto& value : *values) value = -value;
    return auroc(in, out);
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
