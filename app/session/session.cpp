#include "app/session/session.h"

#include <algorithm>
#include <utility>

#include "datasets/naming.h"

namespace nescio {

void Session::pickSet(const std::string& id) {
    if (id == m_pickedSet && !m_looksAtChosen) return;
    m_pickedSet = id;
    m_looksAtChosen = false;
    Q_EMIT pickedSetChanged();
}

void Session::lookAtChosen() {
    if (m_looksAtChosen || m_brush->chosen.empty()) return;
    m_looksAtChosen = true;
    Q_EMIT pickedSetChanged();
}

const DataEntry* Session::dataSet(const std::string& id) const {
    return const_cast<Session*>(this)->findDataSet(id);
}

DataEntry* Session::findDataSet(const std::string& id) {
    const auto found =
        std::find_if(m_dataSets.begin(), m_dataSets.end(), [&](const auto& set) { return set.id == id; });
    return found == m_dataSets.end() ? nullptr : &*found;
}

void Session::putDataSet(DataEntry entry) {
    if (auto* old = findDataSet(entry.id)) {
        entry.shown = old->shown;
        entry.role = old->role;
        if (!entry.images) entry.images = old->images;
        *old = std::move(entry);
    } else {
        m_dataSets.push_back(std::move(entry));
    }
    giveSlots();
    Q_EMIT dataSetsChanged();
}

void Session::removeDataSet(const std::string& id) {
    const auto* set = dataSet(id);
    if (!set) return;
    const std::string gone = set->id, what = set->what;  // `id` may be that of the entry
    std::erase_if(m_dataSets, [&](const auto& other) { return other.id == gone; });
    Q_EMIT dataSetRemoved(gone, what);
    if (m_selection.setId == gone) select({});
    unchoose(gone);
    Q_EMIT dataSetsChanged();
}

void Session::setShown(const std::string& id, bool shown) {
    auto* set = findDataSet(id);
    if (!set || set->shown == shown) return;
    set->shown = shown;
    Q_EMIT dataSetsChanged();
    if (shown) Q_EMIT dataSetChecked(id);
}

void Session::setRole(const std::string& id, std::optional<SetRole> role) {
    auto* set = findDataSet(id);
    if (!set || set->role == role) return;
    set->role = role;
    giveSlots();
    Q_EMIT dataSetsChanged();
}

SetRole Session::roleOf(const DataEntry& set) const {
    const auto* run = currentRun();
    return roleUnder(run ? &run->summary : nullptr, set);
}

const RunEntry* Session::run(const std::string& path) const {
    return const_cast<Session*>(this)->findRun(path);
}

RunEntry* Session::findRun(const std::string& path) {
    const auto found =
        std::find_if(m_runs.begin(), m_runs.end(), [&](const auto& run) { return run.path() == path; });
    return found == m_runs.end() ? nullptr : &*found;
}

void Session::putRun(RunEntry entry) {
    const std::string path = entry.path();
    if (auto* old = findRun(path))
        *old = std::move(entry);
    else
        m_runs.push_back(std::move(entry));
    giveSlots();
    Q_EMIT runsChanged();
    if (path != m_currentRun) return;
    Q_EMIT currentRunChanged();
}

void Session::removeRun(const std::string& path) {
    if (std::erase_if(m_runs, [&](const auto& run) { return run.path() == path; }) == 0) return;
    Q_EMIT runsChanged();
    if (path == m_currentRun) setCurrentRun(m_runs.empty() ? std::string() : m_runs.back().path());
}

void Session::setCurrentRun(const std::string& path) {
    if (path == m_currentRun) return;
    m_currentRun = path;
    giveSlots();
    Q_EMIT currentRunChanged();
    Q_EMIT dataSetsChanged();  // roles are relative to the current run
}

void Session::setSummary(const std::string& path, const RunSummary& summary) {
    auto* run = findRun(path);
    if (!run) return;
    run->summary = summary;
    run->summary.path = path;
    giveSlots();
    Q_EMIT runsChanged();
    Q_EMIT historyChanged(path);
    if (path == m_currentRun) Q_EMIT dataSetsChanged();
}

void Session::setModel(const std::string& path, std::shared_ptr<const FrozenModel> model) {
    auto* run = findRun(path);
    if (!run) return;
    if (!run->model) run->model = std::make_shared<LazyModel>(path, run->summary.spec.device);
    const RunSummary& known = model->run();  // what the engine made of the request: steps, options, size
    run->summary.totalSteps = known.totalSteps;
    run->summary.parameters = known.parameters;
    run->summary.spec = known.spec;
    run->summary.title = known.title;
    run->summary.watched = known.watched;
    run->summary.weights = known.weights;
    const bool watched = !known.watched.empty();
    run->model->set(std::move(model));
    Q_EMIT runsChanged();
    if (watched) Q_EMIT historyChanged(path);
}

void Session::reloadModel(const std::string& path) {
    if (auto* run = findRun(path)) run->model = std::make_shared<LazyModel>(path, run->summary.spec.device);
}

void Session::setLive(const std::string& path, bool live) {
    auto* run = findRun(path);
    if (!run || run->live == live) return;
    run->live = live;
    Q_EMIT runsChanged();
}

void Session::appendHistory(const std::string& path, const std::vector<HistoryRow>& rows) {
    auto* run = findRun(path);
    if (!run || rows.empty()) return;
    auto& history = run->summary.history;
    history.insert(history.end(), rows.begin(), rows.end());
    run->summary.step = rows.back().step;
    Q_EMIT historyChanged(path);
}

int Session::slotOf(const std::string& id) const {
    if (const auto known = m_slots.of(id)) return *known;
    SlotBook soon = m_slots;
    for (const auto& set : m_dataSets)
        if (const int slot = soon.give(set.id, set.title, roleOf(set)); set.id == id) return slot;
    return -1;
}

SetSlots Session::slotsByTitle() const {
    auto slots = m_slots.byTitle();
    for (const auto& set : m_dataSets) slots[set.title] = slotOf(set.id);
    return slots;
}

void Session::fit(ExperimentResult& result) const {
    const auto slots = slotsByTitle();
    SetFingerprints sets;
    for (const auto& set : m_dataSets) sets[set.id] = set.fingerprint;
    for (auto& figure : result.figures) {
        useSlots(figure, slots);
        forgetOtherImages(figure, sets);
    }
    for (auto& sheet : result.images) forgetOtherImages(sheet, sets);
}

void Session::setSlotBook(SlotBook slots) {
    m_slots = std::move(slots);
    giveSlots();
}

/// The training set first, as no other may have its grey; then those that are listed, then those that a run
/// names alone.
void Session::giveSlots() {
    const auto before = m_slots.all();
    const auto* run = currentRun();
    if (run && !run->summary.trainSetId.empty())
        m_slots.give(run->summary.trainSetId, run->summary.trainSetTitle, SetRole::Train);
    for (const auto& set : m_dataSets)
        if (run || set.role) m_slots.give(set.id, set.title, roleOf(set));
    if (run)
        for (const auto& set : run->summary.watched)
            m_slots.give(set.setId, set.title, roleBeside(set.setId, run->summary.trainSetId));
    if (m_slots.all() != before) Q_EMIT slotsGiven();
}

void Session::putTable(const std::string& path, std::shared_ptr<const TermTable> table) {
    auto* run = findRun(path);
    if (!run || !table) return;
    const std::string id = table->setId;
    run->tables[id] = std::move(table);
    Q_EMIT tablesChanged(path);
}

void Session::setTables(const std::string& path,
                        std::map<std::string, std::shared_ptr<const TermTable>> tables,
                        std::shared_ptr<const FrozenModel> by) {
    auto* run = findRun(path);
    if (!run || (run->tables.empty() && tables.empty())) return;
    run->tables = std::move(tables);
    run->glanced = std::move(by);
    Q_EMIT tablesChanged(path);
}

void Session::setSamples(const std::string& path, SamplesData samples) {
    auto* run = findRun(path);
    if (!run) return;
    run->samples = std::move(samples);
    Q_EMIT samplesChanged(path);
}

const Sheet* Session::sheet(SheetKind kind) const {
    const auto* run = currentRun();
    if (!run) return nullptr;
    const auto found = run->sheets.find(kind);
    return found == run->sheets.end() ? nullptr : &found->second;
}

void Session::setSheet(const std::string& path, SheetKind kind, Sheet sheet) {
    auto* run = findRun(path);
    if (!run) return;
    run->sheets[kind] = std::move(sheet);
    Q_EMIT samplesChanged(path);
}

void Session::setNoLatents(const std::string& path, const std::string& why) {
    auto* run = findRun(path);
    if (!run || run->noLatents == why) return;
    run->noLatents = why;
    Q_EMIT runsChanged();
}

void Session::setDropped(std::vector<DroppedImage> images) {
    // They are named by their places, which mean others once some are gone.
    if (images.size() < m_dropped.size()) unchoose(kDroppedSet);
    m_dropped = std::move(images);
    Q_EMIT droppedChanged();
}

void Session::select(const Selection& selection) {
    if (selection == m_selection) return;
    m_selection = selection;
    Q_EMIT selectionChanged();
}

void Session::setParadox(const std::string& path) {
    if (path == m_paradox) return;
    m_paradox = path;
    Q_EMIT paradoxChanged();
}

void Session::choose(ImageSelection images) {
    if (images == m_brush->chosen) return;
    m_looksAtChosen = !images.empty();
    m_brush = std::make_shared<const Brush>(Brush{std::move(images), m_brush->filter});
    Q_EMIT brushChanged();
}

void Session::setFilter(std::optional<ImageSelection> images) {
    if (images == m_brush->filter) return;
    m_brush = std::make_shared<const Brush>(Brush{m_brush->chosen, std::move(images)});
    Q_EMIT brushChanged();
}

void Session::unchoose(const std::string& setId) {
    Brush brush = *m_brush;
    brush.chosen.removeSet(setId);
    if (brush.filter) brush.filter->removeSet(setId);
    if (brush.filter && brush.filter->empty()) brush.filter.reset();
    choose(std::move(brush.chosen));
    setFilter(std::move(brush.filter));
    const auto kept = m_kept;
    for (auto [name, images] : kept) {
        if (images.indicesOf(setId).empty()) continue;
        images.removeSet(setId);
        keepSelection(name, std::move(images));
    }
}

void Session::keepSelection(const std::string& name, ImageSelection images) {
    if (images.empty())
        m_kept.erase(name);
    else
        m_kept[name] = std::move(images);
    Q_EMIT keptSelectionsChanged();
}

void Session::setEngine(EngineFacts facts) {
    m_engine = std::move(facts);
    Q_EMIT engineChanged();
}

}  // namespace nescio
