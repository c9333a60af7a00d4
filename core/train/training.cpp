// The two doors into training, and what lists and forms need to know about models.

#include "core/train/training.h"
#include "core/models/model_kind.h"

#include <fmt/format.h>

#include "core/math/device_memory.h"
#include "core/store/input_guard.h"
#include "core/store/run_file.h"
#include "core/store/run_owner.h"
#include "core/train/training_run.h"
#include "core/train/watch.h"
#include "core/values/failure.h"
#include "core/values/warning.h"

namespace nescio {
namespace {

/// A run that ended in a value that is not finite says so in its file; its checkpoint stays as it was.
void markDiverged(const std::filesystem::path& path) {
    try {
        auto summary = readRunSummary(path);
        summary.state = RunState::Diverged;
        updateRunFile(path, {.summary = summary, .checkpoint = {}, .tables = {}, .samples = {}});
    } catch (const RunFileError& error) {
        warn(error.what());  // that it diverged matters more
    }
}

JobEnd goGuarded(TrainingRun& run, const std::filesystem::path& path, const std::stop_token& stop,
                 LiveTraining& live) {
    try {
        return guardMemory("training", [&] { return run.go(stop, live); });
    } catch (const DivergenceError&) {
        markDiverged(path);
        throw;
    }
}

/// A run must not be written over what it is made of.
void requireOther(const std::filesystem::path& out, const RunSpec& spec) {
    auto inputs = spec.watch;
    inputs.push_back(spec.trainData);
    for (const auto& input : inputs)
        if (isInput(out, input))
            throw RunFileError(
                fmt::format("{}: expected another file than the images in “{}”, found one of "
                            "them; choose another name for the run",
                            out.string(), input));
}

}  // namespace

std::vector<ModelInfo> modelInfos() {
    std::vector<ModelInfo> infos;
    for (const auto& kind : modelKinds())
        infos.push_back({kind.id, kind.title, kind.source, kind.options, kind.presets, kind.notes});
    return infos;
}

PresetValues presetValues(const std::string& model, const std::string& preset, const ImageShape& shape) {
    const auto& kind = modelKind(model);
    const auto known = std::find(kind.presets.begin(), kind.presets.end(), preset);
    if (known == kind.presets.end()) {
        std::string list;
        for (const auto& id : kind.presets) list += (list.empty() ? "" : ", ") + id;
        throw OptionError("preset: expected one of " + list + ", found “" + preset + "”");
    }
    auto values = kind.preset(preset, shape);
    return {completed(kind.options, values.model), completed(trainOptionFields(), values.train)};
}

JobEnd startTraining(const RunSpec& spec, const ImageSet& data, const std::filesystem::path& out,
                     std::stop_token stop, LiveTraining& live, const WatchSets& watch) {
    requireOther(out, spec);
    const RunOwner owner(out);
    requireWatchable(data.shape, watch);  // before a run that lies there is replaced
    const auto run = guardMemory("training", [&] { return TrainingRun::begin(spec, data, out); });
    run->watch(watch);
    return goGuarded(*run, out, stop, live);
}

JobEnd resumeTraining(const std::filesystem::path& path, const ImageSet& data, std::stop_token stop,
                      LiveTraining& live, const WatchSets& watch) {
    const RunOwner owner(path);
    const auto run = guardMemory("training", [&] { return TrainingRun::restore(path, data); });
    run->watch(watch);
    return goGuarded(*run, path, stop, live);
}

}  // namespace nescio
