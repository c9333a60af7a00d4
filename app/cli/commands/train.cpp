// train: a new run from a data set, kept in one file.
#include <filesystem>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/settings.h"
#include "app/cli/training_session.h"
#include "core/math/device.h"
#include "core/values/failure.h"

namespace nescio::commands::train {
namespace {

struct Options {
    RunSpec spec;
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

void checkPlace(const Options& options) {
    std::error_code error;
    if (std::filesystem::exists(options.out, error) && !options.force)
        throw RunFileError(
            fmt::format("{}: expected a new file, found one; --force replaces it", options.out));
}

int run(Options options, Console& console) {
    checkPlace(options);
    applySettings(options.settings, options.spec);
    options.spec.device = options.compute.device;
    options.spec.threads = options.compute.threads;
    const auto data = loadData(options.spec.trainData, options.spec.trainLimit, console);
    if (!data) return kCancelled;
    // What can be wrong with the options is found before the old file goes.
    if (!options.spec.preset.empty()) presetValues(options.spec.model, options.spec.preset, data->shape);
    enterComputeThread(options.spec.threads);
    const auto device = describeDevice(options.spec.device);
    const bool wanted = options.spec.device != "auto" || device.reason.empty();
    console.note(
        fmt::format("{} · {}{}", data->title, device.description, wanted ? "" : " (" + device.reason + ")"));
    options.spec.trainData = lasting(options.spec.trainData);
    if (options.force) std::filesystem::remove(options.out);
    return runTraining(
        options.out,
        [&](std::stop_token stop, LiveTraining& live) {
            return startTraining(options.spec, *data, options.out, std::move(stop), live);
        },
        "train", console);
}

CommandBody declare(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    auto& spec = options->spec;
    app.add_option("--train", spec.trainData, "File, folder, or name of a set (see: data list)")->required();
    app.add_option("--out", options->out, "Run file to write (.h5)")->required();
    app.add_option("--model", spec.model, "Model")->capture_default_str();
    app.add_option("--preset", spec.preset, "quick, small, paper; \"\" for plain defaults")
        ->capture_default_str();
    app.add_option(
           "--set", options->settings,
           "Option NAME=VALUE on top of the preset, e.g. steps=4, batch=32, model.steps=8 (repeatable)")
        ->allow_extra_args(false);
    app.add_option("--seed", spec.seed, "Seed of everything random")->capture_default_str();
    app.add_option("--limit", spec.trainLimit, "Train on the first N images; 0: all")
        ->check(CLI::NonNegativeNumber);
    app.add_flag("--force", options->force, "Replace the run file if there is one");
    options->compute.declare(app);
    return [options](Console& console) { return run(*options, console); };
}

}  // namespace

CommandKind kind() {
    return {.name = "train", .help = "Train a model and keep it in a run file", .declare = declare};
}

}  // namespace nescio::commands::train
