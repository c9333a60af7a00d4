// What several experiments do with a set under a model: score it, and say it in a row.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/analysis/experiment.h"
#include "core/scores/roc.h"

namespace nescio {

/// A set under a model.
struct EvaluatedSet {
    TermTable table;
    Mean bitsPerDim, logLikelihood;  ///< over images whose value is finite
    std::vector<double> minusLogP;   ///< nats, higher = more out-of-distribution
};

/// nullopt when the experiment was stopped.   Throws: DataError where a likelihood is NaN: ranks, areas and
/// distances of such values would mean nothing.
std::optional<EvaluatedSet> evaluateSet(const ExperimentInput& input, const FrozenModel& model,
                                        const ImageSet& set);

/// AUROC of minus some nats: higher = more out-of-distribution, like every score.   Throws: as auroc().
double aurocOfMinus(std::vector<double> in, std::vector<double> out);

/// "lower bound, 1 draw; AUROC of −log p, higher = more out-of-distribution": what stands under a table.
std::string evaluationNote(const TermTable& table);
/// "lower bound, 1 draw": what stands beside a figure.
std::string evaluationWords(const TermTable& table);

/// Columns that fill row by row: in the order of the first row.
class TableBuilder {
  public:
    TableBuilder(std::string id, std::string title) : m_table{std::move(id), std::move(title), {}} {}
    TableBuilder& word(const std::string& title, const std::string& value);
    TableBuilder& number(const std::string& title, const std::string& unit, double value);
    [[nodiscard]] ResultTable done() const { return m_table; }

  private:
    ResultColumn& column(const std::string& title, const std::string& unit);
    ResultTable m_table;
};

}  // namespace nescio
