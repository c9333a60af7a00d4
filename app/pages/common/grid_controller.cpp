#include "app/pages/common/grid_controller.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

#include "app/session/dropped_sets.h"
#include "app/session/library_controller.h"
#include "widgets/qt_text.h"

namespace nescio {
namespace {

constexpr float kUnknown = std::numeric_limits<float>::quiet_NaN();
const std::string kCaptionColumn = "bits_per_dim";  // of images as stored

/// A set of the grid, frozen on the GUI thread.
struct GridSet {
    GridContent::Source source;
    std::shared_ptr<const TermTable> table;  ///< null: not scored
    float value = kUnknown;                  ///< of a dropped image: its bits/dim
};

/// Images of one set with the number that they are sorted by.
struct SortedPart {
    std::vector<std::int64_t> indices;
    std::vector<float> values;  ///< NaN where there is none
    std::vector<bool> scored;
};

std::vector<std::int64_t> upTo(std::int64_t count) {
    std::vector<std::int64_t> indices(static_cast<std::size_t>(count));
    std::iota(indices.begin(), indices.end(), std::int64_t{0});
    return indices;
}

/// The wanted images of a set, or all of them, with their values.
SortedPart sortedPartOf(const GridSet& set, const std::vector<std::int64_t>* wanted,
                        const std::string& column, const std::string& run) {
    SortedPart part;
    if (set.source.id == kDroppedSet) return {{set.source.first}, {set.value}, {!std::isnan(set.value)}};
    if (wanted)
        part.indices = *wanted;
    else if (set.source.images)
        part.indices = upTo(set.source.images->count);
    else if (set.table)
        part.indices = set.table->key.indices;
    part.values.assign(part.indices.size(), kUnknown);
    part.scored.assign(part.indices.size(), false);
    if (!set.table) return part;
    const auto values = columnNamed(set.table, {column, {}}, run).values;
    const auto& known = set.table->key.indices;
    std::size_t row = 0;
    for (std::size_t i = 0; i < part.indices.size(); ++i) {
        while (row < known.size() && known[row] < part.indices[i]) ++row;
        if (row == known.size() || known[row] != part.indices[i]) continue;
        part.values[i] = static_cast<float>(values[row]);
        // Of what is measured, not every set has it.
        part.scored[i] = column == kCaptionColumn || !std::isnan(part.values[i]);
    }
    return part;
}

/// What has no number comes last, either way.
void sortBy(GridContent& content, bool descending) {
    std::vector<std::uint32_t> order(content.items.size());
    std::iota(order.begin(), order.end(), 0U);
    const auto key = [&](std::uint32_t at) {
        const float value = content.values[at];
        return std::isnan(value) ? std::numeric_limits<float>::infinity() : descending ? -value : value;
    };
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return key(a) < key(b); });
    GridContent sorted = content;
    for (std::size_t i = 0; i < order.size(); ++i) {
        sorted.items[i] = content.items[order[i]];
        sorted.values[i] = content.values[order[i]];
    }
    content = std::move(sorted);
}

/// Enough to tell neighbours apart on a thumbnail.
int decimalsFor(const std::vector<float>& values) {
    float largest = 0;
    for (const float value : values)
        if (std::isfinite(value)) largest = std::max(largest, std::abs(value));
    return largest >= 100 ? 0 : 2;
}

}  // namespace

/// What is to be shown, frozen on the GUI thread.
struct GridController::Request {
    std::vector<GridSet> sets;
    std::optional<ImageSelection> only;  ///< absent: all images of the sets
    GridOrder order;
    std::string unit;
    std::string run;      ///< path; "" while it is not on disk
    bool hasRun = false;  ///< with a model
};

GridController::GridController(Session& session, JobRunner& jobs, LibraryController& library, QObject* parent)
    : Controller(session, jobs, parent), m_library(library) {
    connect(&session, &Session::pickedSetChanged, this, &GridController::refresh);
    connect(&session, &Session::dataSetsChanged, this, &GridController::refresh);
    connect(&session, &Session::droppedChanged, this, &GridController::refresh);
    connect(&session, &Session::brushChanged, this, &GridController::refresh);
    for (const auto offer : {&GridController::offerColumns, &GridController::refresh}) {
        connect(&session, &Session::currentRunChanged, this, offer);
        connect(&session, &Session::tablesChanged, this, offer);
    }
}

void GridController::setOrder(const GridOrder& order) {
    if (order == m_order) return;
    m_order = order;
    refresh();
}

void GridController::setActive(bool active) {
    if (active == m_active) return;
    m_active = active;
    offerColumns();
    refresh();
}

void GridController::offerColumns() {
    const auto* run = m_session.currentRun();
    if (!m_active || !run || run->tables.empty()) return;
    Job<std::vector<NamedColumn>> job;
    job.context = this;
    job.traits = {.kind = "grid columns", .stage = "listing columns", .quiet = true};
    job.work = [terms = run->tables.begin()->second->columns, path = run->path(),
                live = run->live](const JobControl&) -> std::optional<std::vector<NamedColumn>> {
        return namedColumns(terms, live ? std::string() : path);
    };
    job.done = [this](std::vector<NamedColumn>& columns) {
        if (columns == m_columns) return;
        m_columns = columns;
        Q_EMIT columnsChanged(m_columns);
    };
    job.failed = [](const Failure&) {};  // a run that is not on disk yet has its terms alone
    m_jobs.interactive.submit(std::move(job));
}

void GridController::refresh() {
    if (!m_active) return;
    const auto& chosen = m_session.brush()->chosen;
    const bool looksAtChosen = m_session.looksAtChosen();
    const auto ids = looksAtChosen ? chosen.sets() : std::vector<std::string>{m_session.pickedSet()};
    fetch(ids);
    auto request = requestFor(ids);
    if (looksAtChosen) request.only = chosen;
    submit(std::move(request));
}

/// Sets that came with a run's scores: their images are looked for when they are to be seen.
void GridController::fetch(const std::vector<std::string>& setIds) {
    for (const auto& id : setIds) {
        const auto* set = m_session.dataSet(id);
        if (set && !set->images && !set->what.empty() && m_asked.insert(id).second)
            m_library.withImages(set->what, this, [](const std::string&) {});
    }
}

GridController::Request GridController::requestFor(const std::vector<std::string>& setIds) const {
    Request request{.sets = {}, .only = {}, .order = m_order, .unit = {}, .run = {}};
    const auto* run = m_session.currentRun();
    if (run && !run->live) request.run = run->path();
    request.hasRun = run && (run->model || !run->tables.empty());
    for (const auto& id : setIds) {
        if (id == kDroppedSet) addDropped(request);
        const auto* set = m_session.dataSet(id);
        if (!set) continue;
        GridSet part{{id, set->title, set->images}, nullptr};
        if (run)
            if (const auto found = run->tables.find(id); found != run->tables.end())
                part.table = found->second;
        request.sets.push_back(std::move(part));
    }
    const auto shown = m_order.column.empty() ? kCaptionColumn : m_order.column;
    if (shown == kCaptionColumn) request.unit = "bits/dim";
    for (const auto& column : m_columns)
        if (column.name == shown) request.unit = column.unit;
    return request;
}

void GridController::submit(Request request) {
    Job<GridContent> job;
    job.context = this;
    job.traits = {.kind = "grid",
                  .stage = "sorting images",
                  .quiet = true,
                  .about = m_session.looksAtChosen() ? std::string() : m_session.pickedSet()};
    job.work = [request = std::move(request)](const JobControl&) -> std::optional<GridContent> {
        const auto column = request.order.column.empty() ? kCaptionColumn : request.order.column;
        GridContent content;
        for (const auto& set : request.sets) {
            const auto* wanted = request.only ? &request.only->indicesOf(set.source.id) : nullptr;
            const auto part = sortedPartOf(set, wanted, column, request.run);
            const auto source = static_cast<std::uint32_t>(content.sources.size());
            content.sources.push_back(set.source);
            for (std::size_t i = 0; i < part.indices.size(); ++i)
                content.items.push_back({source, part.indices[i], part.scored[i]});
            content.values.insert(content.values.end(), part.values.begin(), part.values.end());
        }
        content.unit = request.unit;
        content.decimals = decimalsFor(content.values);
        if (!request.order.column.empty()) sortBy(content, request.order.descending);
        if (!request.hasRun) content.values.clear();  // nothing that an image could be scored under
        return content;
    };
    job.done = [this](GridContent& content) { Q_EMIT filled(content); };
    job.failed = reporting();
    m_jobs.interactive.submit(std::move(job));
}

void GridController::addDropped(Request& request) const {
    const auto& dropped = m_session.dropped();
    const bool all = !m_session.looksAtChosen();
    for (std::size_t at = 0; at < dropped.size(); ++at) {
        const auto index = static_cast<std::int64_t>(at);
        const auto picture = pictureOf(dropped[at]);
        if (!picture || !(all || m_session.brush()->chosen.contains(kDroppedSet, index))) continue;
        const auto& facts = dropped[at].seen.facts;
        GridSet part{{kDroppedSet, toStd(tr("dropped")), setOfOne(picture, toStd(tr("dropped"))), index},
                     nullptr};
        // Nothing else is known of it by column.
        const bool bits = m_order.column.empty() || m_order.column == kCaptionColumn;
        if (bits && facts.breakdown)
            part.value = static_cast<float>(bitsPerDim(facts.breakdown->totalNats(), facts.dims));
        request.sets.push_back(std::move(part));
    }
}

}  // namespace nescio
