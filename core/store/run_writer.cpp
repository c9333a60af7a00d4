// Writes run files: the parts of an update anew, everything else copied from the file that stands there.

#include <filesystem>

#include <fmt/format.h>

#include "core/store/column_store.h"
#include "core/store/composition_store.h"
#include "core/store/experiment_store.h"
#include "core/store/file_change.h"
#include "core/store/fit_store.h"
#include "core/store/hdf5.h"
#include "core/store/history_columns.h"
#include "core/store/keep_rest.h"
#include "core/store/run_layout.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

using namespace hdf5;

void writeRoot(hid_t file) {
    writeText(file, "format", kRunFormat);
    writeInt(file, "format_version_major", kRunFormatMajor);
    writeInt(file, "format_version_minor", kRunFormatMinor);
    writeText(file, "bpd_definition", layout::kBitsPerDim);
    writeText(file, "score_sign", layout::kScoreSign);
    writeText(file, "positive_class", "out-of-distribution");
    writeText(file, "NX_class", "NXroot");
    writeText(file, "default", layout::kHistory);
}

void writeOptions(hid_t file, const char* path, const OptionValues& values) {
    const Handle group = makeGroup(file, path);
    for (const auto& [id, value] : values) {
        if (const auto* flag = std::get_if<bool>(&value)) writeBool(group, id, *flag);
        if (const auto* whole = std::get_if<std::int64_t>(&value)) writeInt(group, id, *whole);
        if (const auto* real = std::get_if<double>(&value)) writeReal(group, id, *real);
        if (const auto* text = std::get_if<std::string>(&value)) writeText(group, id, *text);
    }
}

void writeHistory(hid_t file, const RunSummary& summary) {
    const Handle group = makeGroup(file, layout::kHistory);
    writeText(group, "NX_class", "NXdata");
    writeText(group, "signal", "total");
    writeTexts(group, "axes", {"step"});
    writeText(group, "title", summary.title);
    for (const auto& column : historyColumns()) {
        std::vector<double> values;
        for (const auto& row : summary.history) values.push_back(column.get(row));
        describe(writeReals(group, column.name, values), column.units, column.longName);
    }
}

void writeWatched(hid_t file, const std::vector<WatchedSet>& sets) {
    for (std::size_t s = 0; s < sets.size(); ++s) {
        const auto& set = sets[s];
        const Handle group = makeGroup(file, fmt::format("{}/set_{}", layout::kWatched, s + 1));
        writeText(group, "set_id", set.setId);
        writeText(group, "set_title", set.title);
        writeInt(group, "images", set.images);
        writeInt(group, "available", set.available);
        writeContents(group, set.contents);
        writeInts(group, "step", set.steps);
        const std::vector<std::int64_t> shape{static_cast<std::int64_t>(set.steps.size()), set.images};
        describe(writeReals(group, "density", set.density, shape), "nats", "density terms by step and image");
        describe(writeReals(group, "volume", set.volume, shape), "nats", "volume terms by step and image");
        describe(writeReals(group, "total", set.total, shape), "nats", "log P(x) by step and image");
    }
}

void writeSummary(hid_t file, const RunSummary& summary) {
    const Handle group = makeGroup(file, layout::kRun);
    const auto& spec = summary.spec;
    writeText(group, "title", summary.title);
    writeText(group, "model", spec.model);
    writeText(group, "preset", spec.preset);
    writeText(group, "train_data", spec.trainData);
    writeInt(group, "train_limit", spec.trainLimit);
    writeText(group, "limit_rule", spec.limitRule == LimitRule::Even ? "even" : "first");
    writeInt(group, "seed", static_cast<std::int64_t>(spec.seed));
    writeInt(group, "members", spec.members);
    writeText(group, "companion_of", spec.companionOf);
    writeTexts(group, "watch", spec.watch);
    writeInt(group, "watch_images", spec.watchImages);
    writeText(group, "device", spec.device);
    writeInt(group, "threads", spec.threads);
    writeInt(group, "channels", summary.shape.channels);
    writeInt(group, "height", summary.shape.height);
    writeInt(group, "width", summary.shape.width);
    writeText(group, "train_set_id", summary.trainSetId);
    writeText(group, "train_set_title", summary.trainSetTitle);
    writeInt(group, "train_count", summary.trainCount);
    writeInt(group, "train_available", summary.trainAvailable);
    writeBool(group, "synthetic", summary.synthetic);
    writeInt(group, "parameters", summary.parameters);
    writeText(group, "state", toId(summary.state));
    writeInt(group, "step", summary.step);
    writeInt(group, "total_steps", summary.totalSteps);
    writeWeightsId(group, summary.weights);
    if (summary.trainContents) writeContents(makeGroup(file, layout::kTrainSet), *summary.trainContents);
    writeOptions(file, layout::kModelOptions, spec.modelOptions);
    writeOptions(file, layout::kTrainOptions, spec.trainOptions);
    const Handle provenance = makeGroup(file, layout::kProvenance);
    for (const auto& [name, value] : summary.provenance) writeText(provenance, name, value);
    writeText(provenance, "hdf5_version", libraryVersion());
    writeHistory(file, summary);
    writeWatched(file, summary.watched);
}

void writeArrays(hid_t file, const std::string& path, const std::vector<NamedArray>& arrays) {
    const Handle group = makeGroup(file, path);
    for (const auto& array : arrays) writeArray(group, array, /*compress=*/false);
}

void writeCheckpoint(hid_t file, const Checkpoint& checkpoint) {
    const std::string base = layout::kCheckpoint;
    const Handle group = makeGroup(file, base);
    writeInt(group, "step", checkpoint.step);
    writeArrays(file, base + "/weights", checkpoint.weights);
    writeArrays(file, base + "/optimiser", checkpoint.optimiser);
    writeArrays(file, base + "/meters", checkpoint.meters);
}

/// All samples side by side in one picture, as the HDF5 Image specification 1.2 asks.
void writeMosaic(hid_t group, const ImageSet& set) {
    constexpr std::int64_t kColumns = 8;
    const auto& shape = set.shape;
    const std::int64_t rows = (set.count + kColumns - 1) / kColumns;
    const std::int64_t width = kColumns * shape.width;
    std::vector<std::uint8_t> picture(static_cast<std::size_t>(rows * shape.height * width * 3));
    for (std::int64_t i = 0; i < set.count; ++i)
        for (int y = 0; y < shape.height; ++y)
            for (int x = 0; x < shape.width; ++x)
                for (int c = 0; c < 3; ++c) {
                    const auto row = (i / kColumns) * shape.height + y;
                    const auto column = (i % kColumns) * shape.width + x;
                    const auto plane = std::min(c, shape.channels - 1);
                    picture[static_cast<std::size_t>((row * width + column) * 3 + c)] =
                        set.image(i)[static_cast<std::size_t>((plane * shape.height + y) * shape.width + x)];
                }
    const Handle mosaic = writeBytes(group, "mosaic", picture, {rows * shape.height, width, 3});
    writeText(mosaic, "CLASS", "IMAGE");
    writeText(mosaic, "IMAGE_VERSION", "1.2");
    writeText(mosaic, "IMAGE_SUBCLASS", "IMAGE_TRUECOLOR");
    writeText(mosaic, "INTERLACE_MODE", "INTERLACE_PIXEL");
}

void writeSamples(hid_t file, const SampleSheet& sheet) {
    const Handle group = makeGroup(file, layout::kSamples);
    const auto& set = sheet.images;
    writeReal(group, "temperature", sheet.temperature);
    writeInt(group, "seed", static_cast<std::int64_t>(sheet.seed));
    writeWeightsId(group, sheet.weights);
    writeTexts(group, "changes", set.changes);
    writeBytes(group, "images", {set.bytes.data(), set.bytes.size()},
               {set.count, set.shape.channels, set.shape.height, set.shape.width});
    if (set.count > 0) writeMosaic(group, set);
}

/// The parts of the file that an update replaces.
std::vector<std::string> replacedBy(const RunUpdate& update) {
    std::vector<std::string> parts;
    if (update.summary) parts = {layout::kRun, layout::kProvenance, layout::kHistory, layout::kWatched};
    if (update.summary && update.summary->trainContents) parts.emplace_back(layout::kTrainSet);
    if (update.checkpoint) parts.emplace_back(layout::kCheckpoint);
    if (update.samples) parts.emplace_back(layout::kSamples);
    // Of an equal key: the same numbers, now the newest.
    for (const auto& table : update.tables) parts.push_back(pathOf(table));
    for (const auto& measurement : update.measurements) parts.push_back(pathOf(measurement));
    for (const auto& fit : update.fits) parts.push_back(pathOf(fit));
    for (const auto& composition : update.compositions) parts.push_back(pathOf(composition));
    for (const auto& result : update.experiments)
        parts.push_back(fmt::format("{}/{}", layout::kExperiments, result.id));
    return parts;
}

std::int64_t majorOf(hid_t file) {
    const bool ours = H5Aexists(file, "format") > 0 && readText(file, "format") == kRunFormat;
    return ours ? readInt(file, "format_version_major") : 0;
}

/// Brings over what stays; tables of format 1 become tables of this one.
void keep(hid_t from, hid_t to, std::vector<std::string> replaced) {
    if (const auto major = majorOf(from); major > kRunFormatMajor)
        throw RunFileError(
            fmt::format("expected format version {}.x, found {} of a newer Nescio", kRunFormatMajor, major));
    moveOldTables(from, to);
    replaced.emplace_back(layout::kOldScores);
    keepRest(from, to, replaced);
}

void writeParts(hid_t file, const RunUpdate& update) {
    writeRoot(file);
    if (update.summary) writeSummary(file, *update.summary);
    if (update.checkpoint) writeCheckpoint(file, *update.checkpoint);
    if (update.samples) writeSamples(file, *update.samples);
    const Handle experiments = makeGroup(file, layout::kExperiments);
    for (const auto& result : update.experiments) writeExperiment(experiments, result);
    for (const auto& table : update.tables) writeTerms(file, table);
    for (const auto& measurement : update.measurements) writeMeasurement(file, measurement);
    for (const auto& fit : update.fits) writeFit(file, fit);
    for (const auto& composition : update.compositions) writeComposition(file, composition);
}

}  // namespace

void updateRunFile(const std::filesystem::path& path, const RunUpdate& update) {
    FileChange change{.replaced = replacedBy(update), .write = [&](hid_t file) { writeParts(file, update); }};
    if (!update.newRun) change.keep = [&](hid_t from, hid_t to) { keep(from, to, change.replaced); };
    if (!update.newRun && !update.checkpoint)
        change.fitsInPlace = [](hid_t file) { return majorOf(file) == kRunFormatMajor; };
    changeRun(path, change);
}

}  // namespace nescio
