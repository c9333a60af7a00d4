// interpolate: the images between two, on the straight line between their latents.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/image_choice.h"
#include "app/cli/image_output.h"
#include "app/cli/json_values.h"
#include "app/cli/number_option.h"
#include "app/cli/output_check.h"
#include "app/cli/settings.h"
#include "core/values/failure.h"
#include "datasets/fit.h"

namespace nescio::commands::interpolate {
namespace {

struct Options {
    std::string run;
    std::string from, to;
    OutputSettings out;
    int steps = 9;
    std::uint64_t seed = 0;
    DataSettings reading;
    ComputeSettings compute;
};

Json endJson(const Image& image) {
    return {{"source", image.source}, {"changes", image.changes}};
}

int run(const Options& options, Console& console) {
    checkImageOutput(options.out, {options.run, options.from, options.to});
    const auto model = loadModel(options.run, options.compute);
    if (const auto why = model->noLatents(); !why.empty())
        throw UnsupportedError(fmt::format("{}: {}", options.run, why));
    const auto first = chooseImage(options.from, console, options.reading.round);
    const auto last = first ? chooseImage(options.to, console, options.reading.round) : std::nullopt;
    if (!last) return console.stopped("Nothing was written.");
    const Image from = fitToShape(*first, model->shape());
    const Image to = fitToShape(*last, model->shape());
    const ImageSet made = model->interpolate(from, to, options.steps, options.seed);
    writeImages(options.out.path, made, {.columns = options.steps});
    console.result({{"command", "interpolate"},
                    {"run", options.run},
                    {"from", endJson(from)},
                    {"to", endJson(to)},
                    {"steps", options.steps},
                    {"seed", options.seed},
                    {"out", options.out.path}});
    console.say(
        fmt::format("{} images from {} to {} · {}", options.steps, from.source, to.source, options.out.path));
    for (const auto& change : made.changes) console.say(change);
    return kOk;
}

CommandBody declare(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    app.add_option("run", options->run, "Run file")->required();
    app.add_option("from", options->from, "A file, or DATASET#index such as mnist/t10k#0")->required();
    app.add_option("to", options->to, "A file, or DATASET#index")->required();
    addNumber(app, "--steps", options->steps, {2, 1000}, "Images in all, both ends included");
    options->out.declare(app, "One row of images: " + imageOutputHelp())->required();
    addNumber(app, "--seed", options->seed, kSeeds, "Seed of the noise on the way to the latents");
    options->reading.declare(app);
    options->compute.declare(app);
    return [options](Console& console) { return run(*options, console); };
}

}  // namespace

CommandKind kind() {
    return {.name = "interpolate",
            .help = "Draw the images between two, through a model's latents",
            .declare = declare};
}

}  // namespace nescio::commands::interpolate
