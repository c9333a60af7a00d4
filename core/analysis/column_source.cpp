#include "core/analysis/column_source.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/measures/measure.h"
#include "core/scores/imported.h"
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
    const auto time = minutes > 1   ? fmt::format(": about {:.0f} minutes", std::ceil(minutes))
                      : minutes > 0 ? std::string(": about a minute")
                                    : std::string();
    return fmt::format("{}, or train one (train --{}-for {}){}", sentence, measure, file, time);
}

/// The newest kept measurement that covers the images; of what was imported, and of a second model that is
/// not at hand, whatever made it, which the key tells.
bool addKept(SetColumns& columns, const std::vector<Measurement>& kept, const std::string& measure,
             const ColumnKey* wanted) {
    return std::any_of(kept.rbegin(), kept.rend(), [&](const Measurement& one) {
        return one.measure == measure && (!wanted || sameMaking(*one.key, *wanted)) && columns.add(one);
    });
}

/// Whether the file's weights are the model's: numbers of a snapshot on its way would be old the next moment.
bool isOfModel(const std::filesystem::path& run, const FrozenModel& model) {
    if (run.empty()) return false;
    try {
        return readRunSummary(run).weights == model.run().weights;
    } catch (const RunFileError&) {
        return false;
    }
}

std::string whyNotImported(const std::string& measure, const TermTable& terms) {
    return fmt::format(
        "expected {} of the images of “{}”, found none; import them (import RUN FILE --set {})", measure,
        terms.setTitle, terms.setId);
}

}  // namespace

ColumnSource::ColumnSource(ColumnOrder order) : m_order(std::move(order)) {
    if (!isOfModel(m_order.run, *m_order.model)) m_order.run.clear();
}

std::optional<SetColumns> ColumnSource::columnsOf(const ImageSet& set,
                                                  const std::vector<std::string>& measures,
                                                  std::stop_token stop, ProgressBoard* board) {
    Work work{.set = set, .stop = std::move(stop), .board = board, .kept = {}};
    SetColumns columns{.terms = termsOf(work)};
    if (!columns.terms) return std::nullopt;
    if (keeps(set) && !measures.empty()) work.kept = readMeasurements(m_order.run, columns.terms->setId);
    for (const auto& measure : measures)
        if (!addMeasure(columns, work, measure)) return std::nullopt;
    return columns;
}

/// What is made of other sets, shifted or attacked ones, is nobody's to ask for again.
bool ColumnSource::keeps(const ImageSet& set) const {
    return !m_order.run.empty() && !set.fingerprint.empty();
}

/// What the disk refuses, or another has taken the file away from, is still there to be used.
void ColumnSource::keep(const RunUpdate& update) {
    if (m_order.run.empty() || !m_refusal.empty()) return;
    try {
        updateRunFile(m_order.run, update);
    } catch (const RunFileError& error) {
        m_refusal = fmt::format("Numbers were not kept: {}.", error.what());
    }
}

std::vector<FittedScore> ColumnSource::fits() const {
    return m_order.run.empty() ? std::vector<FittedScore>{} : readFits(m_order.run);
}

std::shared_ptr<const TermTable> ColumnSource::keptTerms(const ImageSet& set) const {
    if (!keeps(set)) return nullptr;
    const auto digest = digestOf(m_order.model->keyFor(set, m_order.evaluation));
    for (const auto& terms : readRunSummary(m_order.run).terms)
        if (terms.key == digest)
            return std::make_shared<const TermTable>(readTermTable(m_order.run, terms.setId, terms.key));
    return nullptr;
}

std::shared_ptr<const TermTable> ColumnSource::termsOf(const Work& work) {
    const auto& set = work.set;
    if (auto kept = keptTerms(set)) {
        ++m_read;
        return kept;
    }
    auto table = m_order.model->evaluate(set, m_order.evaluation, work.stop, work.board);
    if (!table) return nullptr;
    ++m_computed;
    table->role = roleBeside(set.id, m_order.model->run().trainSetId);
    if (keeps(set)) {
        table->setId = ownSetId(readRunSummary(m_order.run), set.id, table->key.set);
        keep({.tables = {*table}});
    }
    return std::make_shared<const TermTable>(std::move(*table));
}

bool ColumnSource::addMeasure(SetColumns& columns, const Work& work, const std::string& measure) {
    if (isImported(measure)) {
        if (!addKept(columns, work.kept, measure, nullptr))
            columns.missing[measure] = whyNotImported(measure, *columns.terms);
        return true;
    }
    const auto& kinds = measureKinds();
    const auto known =
        std::find_if(kinds.begin(), kinds.end(), [&](const MeasureKind& kind) { return kind.id == measure; });
    if (known == kinds.end()) {
        columns.missing[measure] =
            fmt::format("measure {}: this build has none, as its library is missing", measure);
        return true;
    }
    const auto second = m_order.seconds.find(measure);
    const MeasureInput input{.set = work.set,
                             .model = m_order.model,
                             .second = second == m_order.seconds.end() ? nullptr : second->second.get(),
                             .evaluation = m_order.evaluation,
                             .stop = work.stop,
                             .board = work.board};
    if (known->need == MeasureNeed::SecondModel && !input.second) {
        if (!addKept(columns, work.kept, measure, nullptr))
            columns.missing[measure] = whyNoSecond(measure, m_order.model->run());
        return true;
    }
    try {
        const auto key = keyOf(*known, input);
        if (addKept(columns, work.kept, measure, &key)) {
            ++m_read;
            return true;
        }
        auto made = measured(*known, input);
        if (!made) return false;
        ++m_computed;
        made->setId = columns.terms->setId;
        if (keeps(work.set)) keep({.measurements = {*made}});
        columns.add(*made);
    } catch (const UnsupportedError& error) {
        columns.missing[measure] = error.what();
    } catch (const ShapeError& error) {  // of a second model
        columns.missing[measure] = error.what();
    }
    return true;
}

}  // namespace nescio
