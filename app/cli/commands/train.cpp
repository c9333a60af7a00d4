// train: a new run from a data set, kept in one file.
#include <filesystem>
#include <optional>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/number_option.h"
#include "app/cli/output_check.h"
#include "app/cli/settings.h"
#include "app/cli/training_session.h"
#include "core/math/device.h"
#include "core/store/run_file.h"
#include "core/train/companion.h"
#include "core/train/training.h"
#include "core/values/failure.h"

namespace nescio::commands::train {
namespace {

/// What was typed; absent: what a companion's run says, or else the default.
struct Options {
    std::optional<std::string> trainData, model, preset;
    std::optional<std::int64_t> limit;
    std::optional<std::uint64_t> seed;
    int members = 1;
    std::vector<std::string> watch;
    std::int64_t watchImages = RunSpec().watchImages;
    std::string backgroundFor, localFor;
    DataSettings reading;
    ComputeSettings compute;
    std::vector<std::string> settings;
    std::string out;
    bool force = false;
};

/// The path as it can be found again from another folder; names of sets stay as they are.
std::string lasting(const std::string& what) {
    std::error_code error;
    if (!std::filesystem::exists(what, error)) return what;
    const auto full = std::filesystem::absolute(what, error).lexically_normal();
    return error ? what : full.string();
}

/// Before anything is loaded.
void checkPlace(const Options& options, const RunSpec& spec) {
    auto inputs = spec.watch;
    inputs.insert(inputs.end(), {spec.trainData, options.backgroundFor, options.localFor});
    requireRunOutput(options.out, inputs, options.force);
}

/// The run that this is a second model of.
std::optional<RunSummary> companion(const Options& options) {
    const auto& of = options.backgroundFor.empty() ? options.localFor : options.backgroundFor;
    if (of.empty()) return std::nullopt;
    return readRunSummary(of);
}

RunSpec specOf(const Options& options, const std::optional<RunSummary>& of) {
    if (!of && !options.trainData)
        throw OptionError("expected --train DATA, --background-for RUN or --local-for RUN; found none");
    RunSpec spec;
    if (of) spec = options.backgroundFor.empty() ? localSpecFor(*of) : backgroundSpecFor(*of);
    spec.trainData = options.trainData.value_or(spec.trainData);
    spec.trainLimit = options.limit.value_or(spec.trainLimit);
    spec.model = options.model.value_or(spec.model);
    spec.preset = options.preset.value_or(spec.preset);
    spec.seed = options.seed.value_or(spec.seed);
    spec.members = options.members;
    for (const auto& what : options.watch) spec.watch.push_back(lasting(what));
    spec.watchImages = options.watchImages;
    spec.device = options.compute.device;
    spec.threads = options.compute.threads;
    applySettings(options.settings, spec);
    if (!options.backgroundFor.empty() && realOption(spec.trainOptions, "mutation") <= 0)
        throw OptionError("--set mutation: expected more than 0 for a background model, found 0");
    return spec;
}

int run(const Options& options, Console& console) {
    const auto of = companion(options);
    RunSpec spec = specOf(options, of);
    checkPlace(options, spec);
    const auto data =
        loadData(spec.trainData, spec.trainLimit, console, spec.limitRule, options.reading.round);
    if (!data) return console.stopped("No run was begun.");
    const auto watch = loadWatched(spec, data->shape, console, options.reading.round);
    if (!watch) return console.stopped("No run was begun.");
    if (of) requireShapeOf(*of, data->shape);
    if (!spec.preset.empty()) presetValues(spec.model, spec.preset, data->shape);
    enterComputeThread(spec.threads);
    const auto device = describeDevice(spec.device);
    const bool wanted = spec.device != "auto" || device.reason.empty();
    console.note(
        fmt::format("{} · {}{}", data->title, device.description, wanted ? "" : " (" + device.reason + ")"));
    for (const auto& change : data->changes) console.note(change);
    spec.trainData = lasting(spec.trainData);
    return runTraining(
        options.out,
        [&](std::stop_token stop, LiveTraining& live) {
            return startTraining(spec, *data, options.out, std::move(stop), live, *watch);
        },
        "train", console);
}

/// A companion decides its model; --train then only says where the images are now.
void declareCompanions(CLI::App& app, Options& options, CLI::Option& model, CLI::Option& preset) {
    auto* background =
        app.add_option("--background-for", options.backgroundFor,
                       "Train a background model of this run: its model, options and images, with bytes "
                       "mutated (--set mutation=, 0.1 unless set); compare the two in a likelihood ratio");
    auto* local =
        app.add_option("--local-for", options.localFor, "Train a local_pixelcnn on the images of this run");
    background->excludes(local)->excludes(&model)->excludes(&preset);
    local->excludes(&model);
}

/// Whose the numbers of each preset are: a preset named after a paper is not all the paper's.
std::string presetsHelp() {
    const auto models = modelInfos();
    std::string help = "Presets:\n";
    for (const auto* own : {"quick", "small"})
        help += fmt::format("  {}: {}.\n", own, models.front().presetNotes.at(own));
    for (const auto& model : models)
        if (const auto note = model.presetNotes.find("paper"); note != model.presetNotes.end())
            help += fmt::format("  paper, {}: {}.\n", model.id, note->second);
    return help;
}

CommandBody declare(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    const RunSpec standard;
    app.add_option("--train", options->trainData,
                   "File, folder, or name of a set (see: data list); a companion's run knows its own");
    app.add_option("--out", options->out, "Run file to write (.h5)")->required();
    auto* model = app.add_option("--model", options->model, "Model")->default_str(standard.model);
    auto* preset = app.add_option("--preset", options->preset,
                                  "quick and small (ours), paper (see below whose); \"\" for plain defaults")
                       ->default_str(standard.preset);
    app.footer(presetsHelp());
    declareCompanions(app, *options, *model, *preset);
    addNumber(app, "--members", options->members, {1, 100},
              "Above 1: an ensemble of this many independently seeded models, seeds seed to seed+M-1");
    app.add_option("--watch", options->watch,
                   "A set that is scored along the training (repeatable); see: experiment training")
        ->allow_extra_args(false);
    addNumber(app, "--watch-images", options->watchImages, {2, 100'000},
              "Images of each watched set, spread evenly over it");
    app.add_option(
           "--set", options->settings,
           "Option NAME=VALUE on top of the preset, e.g. steps=4, batch=32, model.steps=8 (repeatable)")
        ->allow_extra_args(false);
    addNumber(app, "--seed", options->seed, kSeeds, "Seed of everything random; of a companion: its run's")
        ->default_str("1");
    addNumber(app, "--limit", options->limit, kLimits,
              "Train on N images spread evenly over the set; 0: all");
    app.add_flag("--force", options->force,
                 "Replace the file that --out names if it is there; never a folder");
    options->reading.declare(app);
    options->compute.declare(app);
    return [options](Console& console) { return run(*options, console); };
}

}  // namespace

CommandKind kind() {
    return {.name = "train", .help = "Train a model and keep it in a run file", .declare = declare};
}

}  // namespace nescio::commands::train
