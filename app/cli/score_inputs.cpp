#include "app/cli/score_inputs.h"

#include <CLI/CLI.hpp>

#include "app/cli/number_option.h"

namespace nescio {

void ScoreInputs::declare(CLI::App& app) {
    app.add_option(
        "--reference", reference,
        "Images that scores are fitted on: file, folder, or name; the run's training set if not given");
    addNumber(app, "--reference-images", referenceImages, kLimits, "N of them, spread evenly; 0: all");
    app.add_option("--background", background,
                   "Background run (train --background-for); one beside the run is found by itself");
    app.add_option("--local", local, "Local run (train --local-for); likewise");
    app.add_option("--general", general, "Run of many kinds of images");
}

ScoreSources ScoreInputs::sources() const {
    ScoreSources sources{.reference = reference, .referenceImages = referenceImages};
    if (!background.empty()) sources.seconds["background"] = background;
    if (!local.empty()) sources.seconds["local"] = local;
    if (!general.empty()) sources.seconds["general"] = general;
    return sources;
}

}  // namespace nescio
