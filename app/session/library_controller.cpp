#include "app/session/library_controller.h"

#include <algorithm>
#include <filesystem>

#include <QPointer>

#include <fmt/format.h>

#include "app/session/named_sets.h"
#include "app/session/run_paths.h"
#include "app/session/sample_set.h"
#include "core/math/device.h"
#include "core/store/run_file.h"
#include "core/values/failure.h"
#include "core/values/set_slots.h"
#include "core/views/samples_data.h"
#include "datasets/download/offers.h"

namespace nescio {
namespace {

struct OpenedRun {
    RunEntry run;
    std::vector<DataEntry> sets;
    std::vector<DataEntry> named;  ///< and at hand
    std::string live;              ///< the path of the live run that it is; there is nothing to read then
};

std::vector<std::string> pathsOf(const std::vector<RunEntry>& runs, bool onlyLive) {
    std::vector<std::string> paths;
    for (const auto& run : runs)
        if (run.live || !onlyLive) paths.push_back(run.path());
    return paths;
}

DataEntry entryOf(const std::string& what, ImageSet set) {
    DataEntry entry{.id = set.id,
                    .title = set.title,
                    .what = what,
                    .shape = set.shape,
                    .count = set.count,
                    .available = set.available,
                    .synthetic = set.synthetic,
                    .fingerprint = set.fingerprint};
    entry.images = std::make_shared<const ImageSet>(std::move(set));
    return entry;
}

/// A set that is known only by its scores; its images are looked for when someone asks for them.
DataEntry entryOf(const TermTable& table) {
    DataEntry entry{.id = table.setId,
                    .title = table.setTitle,
                    .what = table.synthetic || table.source.empty() ? table.setId : table.source,
                    .shape = table.shape,
                    .count = table.available,
                    .available = table.available,
                    .synthetic = table.synthetic,
                    .fingerprint = table.key.set};
    if (table.setId != kSamplesSet) return entry;
    entry.what.clear();  // samples of a model are in its run file or nowhere
    entry.shown = false;
    entry.role = SetRole::Samples;
    return entry;
}

OpenedRun readRun(const std::string& path) {
    OpenedRun opened;
    opened.run.summary = readRunSummary(path);
    opened.run.summary.path = path;
    if (opened.run.summary.step > 0)
        opened.run.model = std::make_shared<LazyModel>(path, opened.run.summary.spec.device);
    for (const auto& id : evaluatedSets(opened.run.summary)) {
        auto table = std::make_shared<const TermTable>(readTermTable(path, id));
        opened.sets.push_back(entryOf(*table));
        opened.run.tables[id] = std::move(table);
    }
    if (const auto sheet = readSamples(path)) {
        opened.run.samples = samplesOf(*sheet, ageWords(opened.run.summary, sheet->weights));
        std::erase_if(opened.sets, [](const DataEntry& set) { return set.id == kSamplesSet; });
        opened.sets.push_back(sampleSetOf(*sheet));
    }
    // With its training and test sets, where they are here.
    opened.named = namedSets(opened.run.summary, opened.run.tables, catalogue());
    for (const auto& named : opened.named)
        if (std::none_of(opened.sets.begin(), opened.sets.end(),
                         [&](const DataEntry& set) { return set.id == named.id; }))
            opened.sets.push_back(named);
    const auto order = [&](const DataEntry& set) {
        return standingSlot(roleUnder(&opened.run.summary, set));
    };
    std::stable_sort(opened.sets.begin(), opened.sets.end(),
                     [&](const DataEntry& a, const DataEntry& b) { return order(a) < order(b); });
    return opened;
}

/// A set that was read, and what it was asked for as.
struct AddressedSet {
    std::string what;
    ImageSet set;
};

/// Another set under the same id would mix its numbers with these: it gets a number behind its id.
void makeUnique(ImageSet& set, const Session& session) {
    const auto taken = [&](const std::string& id) {
        const auto* other = session.dataSet(id);
        return other && !other->fingerprint.empty() && other->fingerprint != set.fingerprint;
    };
    const std::string wanted = set.id;
    for (int number = 2; taken(set.id); ++number) {
        set.id = fmt::format("{}-{}", wanted, number);
        set.title = fmt::format("{} ({})", set.title.substr(0, set.title.rfind(" (")), number);
    }
}

/// The addresses of all sets in a source.   Throws: DataError where there are more than anybody wants listed.
std::vector<std::string> addressesOf(const std::string& what, const LoadOptions& options) {
    constexpr std::size_t kMost = 12;
    const auto parts = partsOf(what, options);
    if (parts.size() > kMost)
        throw DataError(
            fmt::format("{}: expected at most {} image sets at once, found {}; add one of them as "
                        "{}{}{}",
                        what, kMost, parts.size(), what, kPartMark, parts.front().name));
    if (parts.size() < 2) return {what};  // of none, to be told why
    std::vector<std::string> addresses;
    for (const auto& part : parts) addresses.push_back(fmt::format("{}{}{}", what, kPartMark, part.name));
    return addresses;
}

/// Every set of a source: one, or the parts of a file that holds several.
std::optional<std::vector<AddressedSet>> readAll(const std::string& what, bool round,
                                                 const JobControl& control) {
    const LoadOptions options{.round = round, .stop = control.stop, .board = &control.board};
    std::vector<AddressedSet> sets;
    for (const auto& address : addressesOf(what, options)) {
        auto set = loadImageSet(address, options);
        if (!set) return std::nullopt;
        sets.push_back({address, std::move(*set)});
    }
    return sets;
}

/// A machine without a folder for data has everything else.
std::vector<Offer> offersOrNone() {
    try {
        return offers();
    } catch (const Error&) {
        return {};
    }
}

}  // namespace

void LibraryController::askEngine() {
    Job<EngineFacts> job;
    job.context = this;
    job.traits = {.kind = "engine", .stage = "looking at this machine", .quiet = true};
    job.work = [](const JobControl&) -> std::optional<EngineFacts> {
        const auto device = describeDevice("auto");
        return EngineFacts{modelInfos(),   trainOptionFields(), catalogue(),
                           offersOrNone(), device.description,  device.reason};
    };
    job.done = [this](EngineFacts& facts) { m_session.setEngine(std::move(facts)); };
    job.failed = reporting();
    m_jobs.interactive.submit(std::move(job));
}

void LibraryController::addDataSet(const std::string& what) {
    load(
        what, this, [this](const std::string& id) { Q_EMIT dataSetAdded(id); }, [] {}, 0);
}

void LibraryController::adopt(DataEntry made) {
    const std::string id = made.id;
    m_session.putDataSet(std::move(made));
    Q_EMIT dataSetAdded(id);
}

void LibraryController::withImages(const std::string& what, QObject* context,
                                   std::function<void(const std::string& id)> then,
                                   const std::function<void()>& otherwise, JobId request) {
    for (const auto& set : m_session.dataSets())
        if ((set.what == what || set.id == what) && set.images) return then(std::string(set.id));
    load(what, context, std::move(then), otherwise, request);
}

void LibraryController::withAllImages(const std::vector<std::string>& ids, QObject* context,
                                      const std::function<void()>& then) {
    if (ids.empty()) return then();
    const auto* set = m_session.dataSet(ids.front());
    if (!set) return;
    withImages(set->images ? set->id : set->what, context,
               [this, context, rest = std::vector(ids.begin() + 1, ids.end()), then](const std::string&) {
                   withAllImages(rest, context, then);
               });
}

void LibraryController::load(const std::string& what, QObject* context,
                             std::function<void(const std::string& id)> then,
                             const std::function<void()>& otherwise, JobId request) {
    Job<std::vector<AddressedSet>> job;
    job.context = context;
    job.traits = {.kind = "",
                  .stage = "reading " + std::filesystem::path(what).filename().string(),
                  .about = what,
                  .request = request};
    job.work = [what, round = m_mayRound.contains(what)](const JobControl& control) {
        return readAll(what, round, control);
    };
    // Told apart only now: sets that were read meanwhile, or together, count as well.
    job.done = [this, then](std::vector<AddressedSet>& sets) {
        for (auto& [address, set] : sets) {
            makeUnique(set, m_session);
            const std::string id = set.id;
            m_session.putDataSet(entryOf(address, std::move(set)));
            then(id);
        }
    };
    job.cancelled = otherwise;
    job.failed = [this, what, context, then = std::move(then), otherwise](const Failure& failure) {
        if (!failure.rounding.empty()) return askToRound(what, failure, context, then, otherwise);
        report(failure);
        otherwise();
    };
    m_jobs.interactive.submit(std::move(job));
}

void LibraryController::askToRound(const std::string& what, const Failure& failure, QObject* context,
                                   const std::function<void(const std::string& id)>& then,
                                   const std::function<void()>& otherwise) {
    const QString found = toQt(failure.rounding);
    RoundingQuestion question{.found = found, .agree = {}, .decline = {}};
    question.agree = [this, what, asker = QPointer<QObject>(context), then, otherwise] {
        m_mayRound.insert(what);
        if (asker) load(what, asker, then, otherwise, 0);
    };
    question.decline = [this, found, asker = QPointer<QObject>(context), otherwise] {
        Q_EMIT noticed({tr("Not read: %1").arg(found), {}, {}});
        if (asker) otherwise();
    };
    Q_EMIT roundingAsked(question);
}

void LibraryController::openRun(const QString& path) {
    const std::string key = toStd(path);
    Job<OpenedRun> job;
    job.context = this;
    job.traits.stage = "opening " + std::filesystem::path(key).filename().string();
    job.work = [key, all = pathsOf(m_session.runs(), false),
                live = pathsOf(m_session.runs(), true)](const JobControl&) -> std::optional<OpenedRun> {
        const auto listed = listedPath(key, all);
        if (std::find(live.begin(), live.end(), listed) == live.end()) return readRun(listed);
        OpenedRun opened;
        opened.live = listed;
        return opened;
    };
    job.done = [this](OpenedRun& opened) {
        if (!opened.live.empty()) return m_session.setCurrentRun(opened.live);
        for (auto& set : opened.sets)
            if (!m_session.dataSet(set.id) || set.id == kSamplesSet) m_session.putDataSet(std::move(set));
        const std::string current = opened.run.path();
        m_session.putRun(std::move(opened.run));
        m_session.setCurrentRun(current);
        Q_EMIT runOpened(toQt(current));
        Q_EMIT setsNamed(current, opened.named);
    };
    job.failed = reporting();
    m_jobs.interactive.submit(std::move(job));
}

void LibraryController::refreshRun(const std::string& path) {
    Job<RunSummary> job;
    job.context = this;
    job.traits = {.kind = "refresh " + path, .stage = "reading the run", .quiet = true};
    job.work = [path](const JobControl&) -> std::optional<RunSummary> { return readRunSummary(path); };
    job.done = [this, path](RunSummary& summary) { m_session.setSummary(path, summary); };
    // No file: the training failed before its first checkpoint, so there is no run to list.
    job.failed = [this, path](const Failure&) { m_session.removeRun(path); };
    m_jobs.interactive.submit(std::move(job));
}

}  // namespace nescio
