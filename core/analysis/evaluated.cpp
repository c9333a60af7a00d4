#include "core/analysis/evaluated.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/analysis/run_scores.h"
#include "core/scores/rankable.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

/// What the values are called that may be NaN.
std::string valueWords(const ScoreKind& score) {
    return score.id == "likelihood" ? "log-likelihoods" : score.title;
}

/// Ranks, areas and distances of NaN would mean nothing.
void requireSome(const std::vector<double>& left, const ScoreKind& score, const FrozenModel& model,
                 const ImageSet& set) {
    if (left.empty())
        throw DataError(
            fmt::format("{} on “{}”: expected numbers as {}, found NaN for all {} images; the "
                        "breakdown of one of them names the term",
                        model.run().title, set.title, valueWords(score), set.count));
}

ScoreState fitOf(const ExperimentInput& input, const FrozenModel& model, const ScoreKind& kind,
                 ColumnSource& source) {
    if (!kind.fit) return {};
    for (const auto& fit : *input.fits)
        if (fit.score == kind.id) return fit.state;  // the reference is the same for all sets
    if (!input.reference || &model != input.models.front().get())
        throw UnsupportedError(
            fmt::format("score {}: expected training images of “{}” to be fitted on, found none", kind.id,
                        model.run().title));
    const auto reference = source.columnsOf(*input.reference, kind.measures, input.stop, input.board);
    if (!reference) return {};
    FittedScore fit;
    fit.score = kind.id;
    fit.state = fitScore(kind, *reference);
    input.fits->push_back(fit);
    return fit.state;
}

}  // namespace

void tellRefusal(const ExperimentInput& input, const ColumnSource& source) {
    const auto& why = source.refusal();
    auto& notes = *input.notes;
    if (!why.empty() && std::find(notes.begin(), notes.end(), why) == notes.end()) notes.push_back(why);
}

ColumnSource sourceFor(const ExperimentInput& input, const FrozenModel& model) {
    const bool first = !input.models.empty() && &model == input.models.front().get();
    using Seconds = std::map<std::string, std::shared_ptr<const FrozenModel>>;
    return ColumnSource({.run = input.keep ? model.run().path : std::string(),
                         .model = &model,
                         .seconds = first ? input.seconds : Seconds{},
                         .evaluation = input.evaluation});
}

std::string stoppedAfter(std::size_t done, std::size_t of, const std::string& parts) {
    return done == of ? "" : fmt::format("{} of {} {}", done, of, parts);
}

Mean finiteMean(const std::vector<double>& values) {
    return meanOf(finiteOf(values));
}

std::optional<EvaluatedSet> evaluateSet(const ExperimentInput& input, const FrozenModel& model,
                                        const ImageSet& set) {
    auto source = sourceFor(input, model);
    const auto kind = scoreNamed(model.run().path, input.score, model.terms());
    const auto columns = source.columnsOf(set, kind.measures, input.stop, input.board);
    const auto state = columns ? fitOf(input, model, kind, source) : ScoreState{};
    if (!columns || input.stop.stop_requested()) return std::nullopt;
    tellRefusal(input, source);
    EvaluatedSet scored{.table = *columns->terms};
    scored.allScores = scoreOf(kind, *columns, state);
    const auto [left, nan] = rankable(scored.allScores);
    requireSome(left, kind, model, set);
    if (nan > 0)
        input.notes->push_back(
            fmt::format("{}: {} of {}.", model.run().title, valueWords(kind),
                        leftOutWords(nan, static_cast<std::size_t>(set.count), set.title)));
    if (set.count == 1)
        input.notes->push_back(fmt::format("{}: one image, so its means have no error.", set.title));
    scored.bitsPerDim = finiteMean(scored.table.bitsPerDims());
    scored.logLikelihood = finiteMean(scored.table.logLikelihoods());
    scored.scores = left;
    return scored;
}

std::optional<std::size_t> ownSet(const ExperimentInput& input, const FrozenModel& model) {
    if (input.in) return input.in;
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

std::string evaluationNote(const ExperimentInput& input, const TermTable& table) {
    return fmt::format("{}; AUROC of {}: higher = more out-of-distribution", evaluationWords(table),
                       input.scoreWords);
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
