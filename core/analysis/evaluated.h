// What several experiments do with a set under a model: score it, and say it in a row.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/analysis/column_source.h"
#include "core/analysis/experiment.h"
#include "core/scores/roc.h"
#include "core/scores/score.h"

namespace nescio {

/// A set under a model.
struct EvaluatedSet {
    TermTable table;
    Mean bitsPerDim, logLikelihood;  ///< over images whose value is finite
    std::vector<double> allScores;   ///< of the experiment's score, one an image or group
    std::vector<double> scores;      ///< likewise, without NaN
};

/// Leaves a note where a run file took no numbers: they are shown all the same.
void tellRefusal(const ExperimentInput& input, const ColumnSource& source);

/// Where terms and measurements of a model come from.
ColumnSource sourceFor(const ExperimentInput& input, const FrozenModel& model);

/// nullopt when the experiment was stopped. Scores that are NaN are left out of ranks and areas, and a
/// note to be said beside the result tells how many.   Throws: DataError where all are.
std::optional<EvaluatedSet> evaluateSet(const ExperimentInput& input, const FrozenModel& model,
                                        const ImageSet& set);

/// "5 of 13 strengths", for ExperimentResult::stoppedAfter; empty where all are done.
std::string stoppedAfter(std::size_t done, std::size_t of, const std::string& parts);

/// Mean over the finite values of a list.
Mean finiteMean(const std::vector<double>& values);

/// The set that is in-distribution for a run: test images of the family it was trained on; the training
/// images themselves only where there are no others; nullopt where no set of its shape is of that family.
std::optional<std::size_t> ownSet(const ExperimentInput& input, const FrozenModel& model);
/// The same, or else the first set.
std::size_t inDistribution(const ExperimentInput& input, const FrozenModel& model);

/// "lower bound, 1 draw; AUROC of −log p, higher = more out-of-distribution": what stands under a table.
std::string evaluationNote(const ExperimentInput& input, const TermTable& table);
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
