// resume: goes on where a run file stands, to the weights an uninterrupted run would have.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/settings.h"
#include "app/cli/training_session.h"
#include "core/store/run_file.h"
#include "core/store/run_owner.h"

namespace nescio::commands::resume {
namespace {

struct Options {
    std::string run;
    std::string data;  // empty: where the run says
};

int run(const Options& options, Console& console) {
    const RunSummary summary = readRunSummary(options.run);
    requireFreeRun(options.run);
    const std::string what = options.data.empty() ? summary.spec.trainData : options.data;
    const auto data = loadData(what, summary.spec.trainLimit, console, summary.spec.limitRule,
                               true);  // agreed to when the run began
    if (!data) return console.stopped("The run is where it was.");
    const auto watch = loadWatched(summary.spec, data->shape, console, true);
    if (!watch) return console.stopped("The run is where it was.");
    console.note(fmt::format("{} · from step {} of {}", summary.title, summary.step, summary.totalSteps));
    return runTraining(
        options.run,
        [&](std::stop_token stop, LiveTraining& live) {
            return resumeTraining(options.run, *data, std::move(stop), live, *watch);
        },
        "resume", console);
}

CommandBody declare(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    app.add_option("run", options->run, "Run file")->required();
    app.add_option("--train", options->data, "Where the training set is now, if it has moved");
    return [options](Console& console) { return run(*options, console); };
}

}  // namespace

CommandKind kind() {
    return {.name = "resume", .help = "Go on with a stopped run", .declare = declare};
}

}  // namespace nescio::commands::resume
