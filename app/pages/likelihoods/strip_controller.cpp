#include "app/pages/likelihoods/strip_controller.h"

#include <algorithm>
#include <numeric>

#include "app/session/library_controller.h"
#include "widgets/number_words.h"

namespace nescio {
namespace {

ImageStrip::Content sortedContent(const std::shared_ptr<const ImageSet>& images,
                                  const std::shared_ptr<const TermTable>& table, StripOrder order) {
    ImageStrip::Content content{.images = images, .order = {}, .captions = {}};
    if (!table) {
        content.order.resize(static_cast<std::size_t>(images->count));
        std::iota(content.order.begin(), content.order.end(), 0);
        return content;
    }
    const auto bits = table->bitsPerDims();
    std::vector<std::size_t> rows(bits.size());
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    if (order == StripOrder::MostLikelyFirst)
        std::stable_sort(rows.begin(), rows.end(), [&](auto a, auto b) { return bits[a] < bits[b]; });
    if (order == StripOrder::LeastLikelyFirst)
        std::stable_sort(rows.begin(), rows.end(), [&](auto a, auto b) { return bits[a] > bits[b]; });
    for (const auto row : rows) {
        if (table->key.indices[row] >= images->count) continue;
        content.order.push_back(table->key.indices[row]);
        content.captions.push_back(fixedWords(bits[row], 2));
    }
    return content;
}

}  // namespace

StripController::StripController(Session& session, JobRunner& jobs, LibraryController& library,
                                 QObject* parent)
    : Controller(session, jobs, parent), m_library(library) {
    connect(&session, &Session::pickedSetChanged, this, &StripController::refresh);
    connect(&session, &Session::dataSetsChanged, this, &StripController::refresh);
    connect(&session, &Session::currentRunChanged, this, &StripController::refresh);
    connect(&session, &Session::tablesChanged, this, &StripController::refresh);
    connect(&session, &Session::droppedChanged, this, &StripController::refresh);
}

void StripController::setOrder(StripOrder order) {
    m_order = order;
    refresh();
}

void StripController::refresh() {
    if (m_session.pickedSet() == kDroppedSet) return fillWithDropped();
    const auto* set = m_session.dataSet(m_session.pickedSet());
    if (set && set->images) return fillFromSet(*set);
    Q_EMIT filled({});
    // A set that came with a run's scores: its images are looked for when they are to be seen.
    if (set && !set->what.empty() && m_asked.insert(set->id).second)
        m_library.withImages(set->what, this, [](const std::string&) {});
}

void StripController::fillWithDropped() {
    // Fitted images of one model share a shape; those of different shapes cannot lie in one set.
    auto set = std::make_shared<ImageSet>();
    set->title = toStd(tr("dropped"));
    ImageStrip::Content content;
    for (std::size_t i = 0; i < m_session.dropped().size(); ++i) {
        const auto& facts = m_session.dropped()[i].seen.facts;
        if (!facts.image || (set->count > 0 && facts.image->shape != set->shape)) continue;
        set->shape = facts.image->shape;
        set->bytes.append(facts.image->bytes);
        content.order.push_back(set->count++);
        content.captions.push_back(facts.breakdown
                                       ? fixedWords(bitsPerDim(facts.breakdown->totalNats(), facts.dims), 2)
                                       : QString());
    }
    content.images = set;
    Q_EMIT filled(content);
}

void StripController::fillFromSet(const DataEntry& set) {
    std::shared_ptr<const TermTable> table;
    if (const auto* run = m_session.currentRun())
        if (const auto found = run->tables.find(set.id); found != run->tables.end()) table = found->second;
    Job<ImageStrip::Content> job;
    job.context = this;
    job.traits = {.kind = "strip", .stage = "sorting images", .quiet = true, .about = set.id};
    job.work = [images = set.images, table,
                order = m_order](const JobControl&) -> std::optional<ImageStrip::Content> {
        return sortedContent(images, table, order);
    };
    job.done = [this](ImageStrip::Content& content) { Q_EMIT filled(content); };
    job.failed = reporting();
    m_jobs.interactive.submit(std::move(job));
}

}  // namespace nescio
