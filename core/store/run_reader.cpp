// Reads run files.

#include <fmt/format.h>

#include "core/store/column_store.h"
#include "core/store/composition_store.h"
#include "core/store/experiment_store.h"
#include "core/store/fit_store.h"
#include "core/store/hdf5.h"
#include "core/store/history_columns.h"
#include "core/store/run_layout.h"
#include "core/store/steady_read.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

using namespace hdf5;

void checkFormat(hid_t file) {
    if (H5Aexists(file, "format") <= 0 || readText(file, "format") != kRunFormat)
        throw RunFileError("expected a run file of Nescio, found an HDF5 file of another kind");
    const auto major = readInt(file, "format_version_major");
    const auto minor = readInt(file, "format_version_minor");
    if (major > kRunFormatMajor)
        throw RunFileError(fmt::format("expected format version {}.x, found {}.{} of a newer Nescio",
                                       kRunFormatMajor, major, minor));
}

/// Opens, checks, reads.
template <class Read>
auto reading(const std::filesystem::path& path, Read read) {
    std::optional<decltype(read(hid_t{}))> result;
    readRun(path, [&](hid_t file) {
        checkFormat(file);
        result.emplace(read(file));
    });
    return std::move(*result);
}

std::vector<HistoryRow> readHistory(hid_t file) {
    const Handle group = openGroup(file, layout::kHistory);
    std::vector<HistoryRow> rows;
    for (const auto& column : historyColumns()) {
        const auto values = readReals(group, column.name);
        rows.resize(values.size());
        for (std::size_t i = 0; i < values.size(); ++i) column.set(rows[i], values[i]);
    }
    return rows;
}

std::vector<WatchedSet> readWatched(hid_t file) {
    std::vector<WatchedSet> sets;
    for (std::size_t s = 1; exists(file, fmt::format("{}/set_{}", layout::kWatched, s)); ++s) {
        const Handle group = openGroup(file, fmt::format("{}/set_{}", layout::kWatched, s));
        WatchedSet set{
            .setId = readText(group, "set_id"),
            .title = readText(group, "set_title"),
            .images = readInt(group, "images"),
            .available = readInt(group, "available"),
            .contents = exists(group, "content") ? readContents(group) : std::vector<std::uint64_t>{},
            .steps = readInts(group, "step"),
            .density = readReals(group, "density"),
            .volume = readReals(group, "volume"),
            .total = readReals(group, "total")};
        const auto expected = set.steps.size() * static_cast<std::size_t>(set.images);
        if (set.density.size() != expected || set.volume.size() != expected || set.total.size() != expected)
            throw RunFileError("watched “" + set.setId + "”: expected one value a step and image");
        sets.push_back(std::move(set));
    }
    return sets;
}

RunSpec readSpec(hid_t file, hid_t group) {
    RunSpec spec;
    spec.model = readText(group, "model");
    spec.preset = readText(group, "preset");
    spec.trainData = readText(group, "train_data");
    spec.trainLimit = readInt(group, "train_limit");
    const bool even = H5Aexists(group, "limit_rule") > 0 && readText(group, "limit_rule") == "even";
    spec.limitRule = even ? LimitRule::Even : LimitRule::First;  // format 1 took the first
    spec.seed = static_cast<std::uint64_t>(readInt(group, "seed"));
    if (H5Aexists(group, "members") > 0) spec.members = static_cast<int>(readInt(group, "members"));
    if (H5Aexists(group, "companion_of") > 0) spec.companionOf = readText(group, "companion_of");
    if (H5Aexists(group, "watch") > 0) {
        spec.watch = readTexts(group, "watch");
        spec.watchImages = readInt(group, "watch_images");
    }
    spec.device = readText(group, "device");
    spec.threads = static_cast<int>(readInt(group, "threads"));
    spec.modelOptions = readOptions(openGroup(file, layout::kModelOptions));
    spec.trainOptions = readOptions(openGroup(file, layout::kTrainOptions));
    return spec;
}

RunSummary readSummary(hid_t file) {
    const Handle group = openGroup(file, layout::kRun);
    RunSummary summary;
    summary.title = readText(group, "title");
    summary.spec = readSpec(file, group);
    summary.shape = readShape(group);
    summary.trainSetId = readText(group, "train_set_id");
    summary.trainSetTitle = readText(group, "train_set_title");
    summary.trainCount = readInt(group, "train_count");
    summary.trainAvailable = readInt(group, "train_available");
    summary.synthetic = readBool(group, "synthetic");
    summary.parameters = readInt(group, "parameters");
    summary.state = runStateFromId(readText(group, "state"));
    summary.step = readInt(group, "step");
    summary.totalSteps = readInt(group, "total_steps");
    summary.history = readHistory(file);
    summary.watched = readWatched(file);
    summary.terms = storedTermsOf(file);
    summary.weights = readWeightsId(group);
    summary.provenance = readAllTexts(openGroup(file, layout::kProvenance));
    return summary;
}

std::vector<NamedArray> readArrays(hid_t file, const std::string& path) {
    const Handle group = openGroup(file, path);
    std::vector<NamedArray> arrays;
    for (const auto& name : arraysOf(group)) arrays.push_back(readArray(group, name));
    return arrays;
}

}  // namespace

std::vector<ExperimentResult> readExperiments(const std::filesystem::path& path) {
    return reading(path, [](hid_t file) {
        std::vector<ExperimentResult> results;
        if (!exists(file, layout::kExperiments)) return results;
        const Handle group = openGroup(file, layout::kExperiments);
        for (const auto& id : groupsOf(group))
            if (H5Aexists(openGroup(group, id), "experiment") > 0)  // results of 1.1 had no figures
                results.push_back(readExperiment(group, id));
        return results;
    });
}

bool holdsRun(const std::filesystem::path& path) {
    try {
        readRun(path, checkFormat);
        return true;
    } catch (const RunFileError&) {
        return false;
    }
}

RunSummary readRunSummary(const std::filesystem::path& path) {
    auto summary = reading(path, readSummary);
    summary.path = path.string();
    return summary;
}

Checkpoint readCheckpoint(const std::filesystem::path& path) {
    return reading(path, [](hid_t file) {
        const std::string base = layout::kCheckpoint;
        Checkpoint checkpoint;
        checkpoint.step = readInt(openGroup(file, base), "step");
        checkpoint.weights = readArrays(file, base + "/weights");
        checkpoint.optimiser = readArrays(file, base + "/optimiser");
        checkpoint.meters = readArrays(file, base + "/meters");
        return checkpoint;
    });
}

TermTable readTermTable(const std::filesystem::path& path, const std::string& setId, const std::string& key) {
    return reading(path, [&](hid_t file) {
        const auto summary = readSummary(file);
        const auto* newest = usualTerms(summary, setId);
        if (!newest)
            throw RunFileError(fmt::format("expected terms of “{}”, found those of {}", setId,
                                           fmt::join(evaluatedSets(summary), ", ")));
        return readTerms(file, setId, key.empty() ? newest->key : key);
    });
}

std::vector<Measurement> readMeasurements(const std::filesystem::path& path, const std::string& setId) {
    return reading(path, [&](hid_t file) { return readMeasurementsOf(file, setId); });
}

std::vector<FittedScore> readFits(const std::filesystem::path& path) {
    return reading(path, readAllFits);
}

std::vector<Composition> readCompositions(const std::filesystem::path& path) {
    return reading(path, readAllCompositions);
}

std::shared_ptr<const std::vector<std::uint64_t>> readTrainContents(const std::filesystem::path& path) {
    return reading(path, [](hid_t file) -> std::shared_ptr<const std::vector<std::uint64_t>> {
        if (!exists(file, layout::kTrainSet)) return nullptr;
        return std::make_shared<const std::vector<std::uint64_t>>(
            readContents(openGroup(file, layout::kTrainSet)));
    });
}

std::optional<SampleSheet> readSamples(const std::filesystem::path& path) {
    return reading(path, [](hid_t file) -> std::optional<SampleSheet> {
        if (!exists(file, layout::kSamples)) return std::nullopt;
        const Handle group = openGroup(file, layout::kSamples);
        SampleSheet sheet;
        sheet.temperature = readReal(group, "temperature");
        sheet.seed = static_cast<std::uint64_t>(readInt(group, "seed"));
        sheet.weights = readWeightsId(group);
        const auto array = readArrayAs(group, "images", ArrayType::UInt8);
        if (array.shape.size() != 4) throw RunFileError("samples: expected N×C×H×W images");
        auto& set = sheet.images;
        set.id = "samples";
        set.title = "samples";
        set.source = "samples of this model";
        if (H5Aexists(group, "changes") > 0) set.changes = readTexts(group, "changes");
        set.count = set.available = array.shape[0];
        set.shape = {static_cast<int>(array.shape[1]), static_cast<int>(array.shape[2]),
                     static_cast<int>(array.shape[3])};
        const auto* bytes = reinterpret_cast<const std::uint8_t*>(array.bytes.data());
        set.bytes = ByteBlock::Bytes(bytes, bytes + array.bytes.size());
        return sheet;
    });
}

}  // namespace nescio
