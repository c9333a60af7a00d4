// The result of an experiment as plain values: sentences, tables, figures. The run file stores it, the
// command line prints it, the window draws it, and exports write it; none of them knows which experiment it
// was.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/values/column_key.h"
#include "core/values/result_figure.h"

namespace nescio {

/// A column of numbers, or of words where `numbers` is empty.
struct ResultColumn {
    std::string title;
    std::string unit;  ///< "" where it has none
    std::vector<double> numbers = {};
    std::vector<std::string> words = {};
    [[nodiscard]] std::size_t rows() const { return numbers.empty() ? words.size() : numbers.size(); }
};

/// Columns of equal length.
struct ResultTable {
    std::string id;  ///< lower_snake, unique within its result
    std::string title;
    std::vector<ResultColumn> columns;
    [[nodiscard]] std::size_t rows() const { return columns.empty() ? 0 : columns.front().rows(); }
};

/// What an experiment found.
struct ExperimentResult {
    std::string id = {};  ///< lower_snake: of the experiment, and what tells its variants apart, "sweep_blur"
    std::string experiment = {};  ///< id of the experiment
    std::string title = {};
    std::string source = {};                 ///< which figure or table of the paper it repeats
    std::vector<std::string> findings = {};  ///< one sentence each, the most important first
    std::vector<ResultTable> tables = {};
    std::vector<ResultFigure> figures = {};
    std::vector<ResultImages> images = {};
    std::vector<WeightsId> weights = {};  ///< of each run that took part, in order; empty: not recorded
    /// "5 of 13 strengths" where it was stopped and this is what was finished; empty: it is whole. Files have
    /// it in the id, the findings and the notes alone.
    std::string stoppedAfter = {};
};

/// What the ids of results end in that are not whole, so that none of them replaces a whole one.
inline constexpr const char* kPartEnding = "_part";
/// Whether a result, also one read from a file, is only what was finished when it was stopped.
inline bool isPart(const ExperimentResult& result) {
    return result.id.ends_with(kPartEnding);
}

/// The paper's number of an experiment, read off its source: 4 of "figure 4 (E4)"; what the paper does not
/// have comes last.
int paperNumber(const std::string& source);

/// A number with as many digits as a table needs: "0.1512", "62.35", "1.2e-09"; "no number" for NaN,
/// which also stands where there is none: one image has a mean and no error. "not finite" for infinities.
std::string briefNumber(double value);

/// Comma-separated values, RFC 4180: titles with units, then one row a line, numbers in full.
std::string toCsv(const ResultTable& table);
/// A booktabs table for papers.
std::string toLatex(const ResultTable& table);
/// A Markdown table for notes and the guide.
std::string toMarkdown(const ResultTable& table);

}  // namespace nescio
