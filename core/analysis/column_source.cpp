#include "core/analysis/column_source.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/measures/measure.h"
#include "core/store/run_file.h"
#include "core/values/failure.h"
#include "datasets/naming.h"

namespace nescio {
namespace {

/// Whether numbers of one key stand for those of another on the same images: all but which images they are.
bool sameMaking(const ColumnKey& a, const ColumnKey& b) {
    return a.draws == b.draws && a.drawRule == b.drawRule && a.noiseSeed == b.noiseSeed &&
           a.noiseBy == b.noiseBy && a.weights == b.weights;
}

/// What is missing, and how to come by it: a second model takes about as long as the run itself did.
std::string whyNoSecond(const std::string& measure, const RunSummary& run) {
    auto sentence = fmt::format("expected a {0} run, found none; give one (--{0})", measure);
    if (measure == "general" || run.path.empty()) return sentence;
    const auto file = std::filesystem::path(run.path).filename().string();
    const double minutes = run.history.empty() ? 0 : run.history.back().elapsedSeconds / 60;
    const auto time = minutes > 0 ? fmt::format(": about {:.0f} minutes", std::ceil(minutes)) : std::string();
    return fmt::format("{}, or train one (train --{}-for {}){}", sentence, measure, file, time);
}

}  // namespace

ColumnSource::ColumnSource(ColumnOrder order) : m_order(std::move(order)) {}

std::optional<SetColumns> ColumnSource::columnsOf(const ImageSet& set,
                                                  const std::vector<std::string>& measures,
                                                  std::stop_token stop, ProgressBoard* board) {
    SetColumns columns{.terms = termsOf(set, stop, board)};
    if (!columns.terms) return std::nullopt;
    for (const auto& measure : measures)
        if (!addMeasure(columns, set, measure, stop, board)) return std::nullopt;
    return columns;
}

/// What is made of other sets, shifted or attacked ones, is nobody's to ask for again.
bool ColumnSource::keeps(const ImageSet& set) const {
    return !m_order.run.empty() && !set.fingerprint.empty();
}

std::shared_ptr<const TermTable> ColumnSource::keptTerms(const ImageSet& set) const {
    if (!keeps(set)) return nullptr;
    const auto key = m_order.model->keyFor(set, m_order.evaluation);
    const auto digest = digestOf(key);
    const auto run = readRunSummary(m_order.run);
    for (const auto& terms : run.terms)
        if (terms.key == digest)
            return std::make_shared<const TermTable>(readTermTable(m_order.run, terms.setId, terms.key));
    return nullptr;
}

std::shared_ptr<const TermTable> ColumnSource::termsOf(const ImageSet& set, std::stop_token stop,
                                                       ProgressBoard* board) {
    if (auto kept = keptTerms(set)) {
        ++m_read;
        return kept;
    }
    auto table = m_order.model->evaluate(set, m_order.evaluation, std::move(stop), board);
    if (!table) return nullptr;
    ++m_computed;
    table->role = roleBeside(set.id, m_order.model->run().trainSetId);
    if (keeps(set)) {
        table->setId = ownSetId(readRunSummary(m_order.run), set.id, table->key.set);
        updateRunFile(m_order.run, {.tables = {*table}});
    }
    return std::make_shared<const TermTable>(std::move(*table));
}

bool ColumnSource::addKept(SetColumns& columns, const std::string& measure, const ColumnKey& wanted) const {
    if (m_order.run.empty()) return false;
    const auto kept = readMeasurements(m_order.run, columns.terms->setId);
    return std::any_of(kept.rbegin(), kept.rend(), [&](const Measurement& one) {
        return one.measure == measure && sameMaking(*one.key, wanted) && columns.add(one);
    });
}

bool ColumnSource::addMeasure(SetColumns& columns, const ImageSet& set, const std::string& measure,
                              std::stop_token stop, ProgressBoard* board) {
    const auto& kinds = measureKinds();
    const auto known =
        std::find_if(kinds.begin(), kinds.end(), [&](const MeasureKind& kind) { return kind.id == measure; });
    if (known == kinds.end()) {
        columns.missing[measure] =
            fmt::format("measure {}: this build has none, as its library is missing", measure);
        return true;
    }
    const auto& kind = *known;
    const auto second = m_order.seconds.find(measure);
    const MeasureInput input{.set = set,
                             .model = m_order.model,
                             .second = second == m_order.seconds.end() ? nullptr : second->second.get(),
                             .evaluation = m_order.evaluation,
                             .stop = std::move(stop),
                             .board = board};
    if (kind.need == MeasureNeed::SecondModel && !input.second) {
        const auto kept = m_order.run.empty() ? std::vector<Measurement>{}
                                              : readMeasurements(m_order.run, columns.terms->setId);
        const bool had = std::any_of(kept.rbegin(), kept.rend(), [&](const Measurement& one) {
            return one.measure == measure && columns.add(one);
        });
        if (!had) columns.missing[measure] = whyNoSecond(measure, m_order.model->run());
        return true;
    }
    if (addKept(columns, measure, keyOf(kind, input))) {
        ++m_read;
        return true;
    }
    try {
        auto made = measured(kind, input);
        if (!made) return false;
        ++m_computed;
        made->setId = columns.terms->setId;
        if (keeps(set)) updateRunFile(m_order.run, {.measurements = {*made}});
        columns.add(*made);
    } catch (const UnsupportedError& error) {
        columns.missing[measure] = error.what();
    }
    return true;
}

}  // namespace nescio
