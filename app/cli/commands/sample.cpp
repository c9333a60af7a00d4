// sample: images drawn from a model, as a picture for people or an array for programs.
#include <cmath>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/image_output.h"
#include "app/cli/json_values.h"
#include "app/cli/number_option.h"
#include "app/cli/output_check.h"
#include "app/cli/settings.h"
#include "core/store/run_file.h"
#include "core/values/failure.h"

namespace nescio::commands::sample {
namespace {

struct Options {
    std::string run;
    OutputSettings out;
    std::int64_t n = 64;
    double temperature = 1;
    std::uint64_t seed = 1;
    bool store = false;
    ComputeSettings compute;
};

int run(const Options& options, Console& console) {
    if (options.out.path.empty() && !options.store)
        throw OptionError("expected --out FILE, --store, or both; found neither");
    if (!options.out.path.empty()) checkImageOutput(options.out, {options.run});
    if (options.store) requireKeeping(options.run);
    const auto model = loadModel(options.run, options.compute);
    ProgressBoard board;
    const auto images = console.watch(board, [&] {
        return model->sample(options.n, options.temperature, options.seed, console.stopToken(), &board);
    });
    if (!images) return console.stopped("Nothing was written.");
    if (!options.out.path.empty()) writeImages(options.out.path, *images);
    if (options.store)
        updateRunFile(options.run, {.samples = SampleSheet{*images, options.temperature, options.seed,
                                                           model->run().weights}});
    console.result({{"command", "sample"},
                    {"run", options.run},
                    {"n", images->count},
                    {"temperature", options.temperature},
                    {"seed", options.seed},
                    {"shape", toJson(images->shape)},
                    {"changes", images->changes},
                    {"out", options.out.path.empty() ? Json(nullptr) : Json(options.out.path)},
                    {"stored", options.store}});
    console.say(fmt::format("{} samples · temperature {:g} · seed {}{}{}", images->count, options.temperature,
                            options.seed, options.out.path.empty() ? "" : " · " + options.out.path,
                            options.store ? " · kept in the run file" : ""));
    for (const auto& change : images->changes) console.say(change);
    return kOk;
}

CommandBody declare(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    app.add_option("run", options->run, "Run file")->required();
    addNumber(app, "--n", options->n, {1, 1'000'000}, "How many");
    addNumber(app, "--temperature", options->temperature, kTemperatures, "1: the model itself; below: tamer");
    addNumber(app, "--seed", options->seed, kSeeds, "Seed of the samples");
    options->out.declare(app, "Where to write them: " + imageOutputHelp());
    app.add_flag("--store", options->store, "Keep them in the run file, in place of earlier ones");
    options->compute.declare(app);
    return [options](Console& console) { return run(*options, console); };
}

}  // namespace

CommandKind kind() {
    return {.name = "sample", .help = "Draw images from a model", .declare = declare};
}

}  // namespace nescio::commands::sample
