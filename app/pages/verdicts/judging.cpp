#include "app/pages/verdicts/judging.h"

#include <algorithm>
#include <utility>

#include "core/analysis/score_sources.h"
#include "core/store/run_file.h"
#include "core/values/failure.h"
#include "widgets/image_view.h"

namespace nescio {
namespace {

/// Few, so that an inspection in between need not wait long.
constexpr std::int64_t kImagesAtOnce = 32;

QImage thumbnailOf(const ImageSet& batch, std::int64_t i) {
    constexpr int kMost = VerdictModel::kThumbnailPx;
    auto picture = toQImage(batch.imageAt(i));
    if (picture.width() > kMost || picture.height() > kMost)
        picture = picture.scaled(kMost, kMost, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    return picture;
}

}  // namespace

/// Images that could be read, and those that could not.
struct Judging::Batch {
    std::vector<Image> images;
    std::vector<std::uint64_t> sources;
    Unreadable unreadable;
};

Judging::Judging(std::string run, std::shared_ptr<LazyModel> model)
    : m_run(std::move(run)), m_model(std::move(model)) {}

void Judging::add(const std::vector<DroppedSource>& sources) {
    const std::lock_guard lock(m_mutex);
    m_waiting.insert(m_waiting.end(), sources.begin(), sources.end());
    m_total += sources.size();
}

void Judging::clear() {
    const std::lock_guard lock(m_mutex);
    m_total -= m_waiting.size();
    m_waiting.clear();
}

bool Judging::hasMore() const {
    const std::lock_guard lock(m_mutex);
    return !m_waiting.empty();
}

std::size_t Judging::total() const {
    const std::lock_guard lock(m_mutex);
    return m_total;
}

Judging::Found Judging::take() {
    const std::lock_guard lock(m_mutex);
    return {.scores = m_scores, .rows = std::exchange(m_rows, {}), .notes = std::exchange(m_notes, {})};
}

Judging::Unreadable Judging::unreadable() const {
    const std::lock_guard lock(m_mutex);
    return m_unreadable;
}

bool Judging::work(const JobControl& control) {
    if (!makeReady(control)) return false;
    while (hasMore())
        if (control.stop.stop_requested() || !judgeNext(control)) return false;
    return true;
}

bool Judging::makeReady(const JobControl& control) {
    if (m_scores) return true;
    if (!m_frozen) m_frozen = m_model->get();
    auto found = findScoreSources(*m_frozen, {}, control.stop, &control.board);
    if (!found) return false;
    m_seconds = std::move(found->seconds);
    ColumnSource source({.run = m_run, .model = m_frozen.get(), .seconds = m_seconds});
    DecisionOrder order{.reference = std::move(found->reference)};
    if (holdsRun(m_run)) order.compositions = readCompositions(m_run);
    auto scores = calibratedFor(source, order, control.stop, &control.board);
    if (!scores) return false;
    const std::lock_guard lock(m_mutex);
    m_scores = std::make_shared<const std::vector<Calibration>>(std::move(*scores));
    m_notes = std::move(found->notes);
    if (!source.refusal().empty()) m_notes.push_back(source.refusal());
    return true;
}

std::vector<DroppedSource> Judging::nextSources() const {
    const std::lock_guard lock(m_mutex);
    const auto n = std::min<std::ptrdiff_t>(kImagesAtOnce, std::ssize(m_waiting));
    return {m_waiting.begin(), m_waiting.begin() + n};
}

Judging::Batch Judging::read(const std::vector<DroppedSource>& sources) const {
    Batch batch;
    for (const auto& source : sources) {
        try {
            batch.images.push_back(source.read());
            batch.sources.push_back(source.id);
        } catch (const DataError& error) {
            if (!source.lookedAt && batch.unreadable.count++ == 0) batch.unreadable.first = error.what();
        }
    }
    return batch;
}

bool Judging::judgeNext(const JobControl& control) {
    const auto sources = nextSources();
    const auto batch = read(sources);
    std::vector<VerdictRow> rows;
    if (!batch.images.empty()) {
        const auto set = batchOf(batch.images, m_frozen->shape());
        ColumnSource source({.model = m_frozen.get(), .seconds = m_seconds});
        auto images = judged(source, *m_scores, set, control.stop);
        if (!images) return false;
        for (std::size_t i = 0; i < images->size(); ++i)
            rows.push_back({.source = batch.sources[i],
                            .image = std::move((*images)[i]),
                            .thumbnail = thumbnailOf(set, static_cast<std::int64_t>(i))});
    }
    control.board.post(keep(sources, std::move(rows), batch.unreadable));  // it may be held: no lock
    return true;
}

Progress Judging::keep(const std::vector<DroppedSource>& sources, std::vector<VerdictRow> rows,
                       const Unreadable& unreadable) {
    const std::lock_guard lock(m_mutex);
    for (const auto& source : sources)  // unless the list was cleared meanwhile
        if (!m_waiting.empty() && m_waiting.front().id == source.id) m_waiting.pop_front();
    std::move(rows.begin(), rows.end(), std::back_inserter(m_rows));
    if (m_unreadable.count == 0) m_unreadable.first = unreadable.first;
    m_unreadable.count += unreadable.count;
    return {.stage = "judging dropped images",
            .done = static_cast<std::int64_t>(m_total - m_waiting.size()),
            .total = static_cast<std::int64_t>(m_total)};
}

}  // namespace nescio
