#include "core/train/companion.h"

#include <filesystem>

#include <fmt/format.h>

#include "core/values/failure.h"

namespace nescio {
namespace {

std::string fileNameOf(const RunSummary& run) {
    return std::filesystem::path(run.path).filename().string();
}

}  // namespace

RunSpec backgroundSpecFor(const RunSummary& run) {
    RunSpec spec = run.spec;
    spec.trainOptions["mutation"] = kBackgroundMutation;
    spec.members = 1;
    spec.companionOf = fileNameOf(run);
    return spec;
}

RunSpec localSpecFor(const RunSummary& run) {
    RunSpec spec;
    spec.model = "local_pixelcnn";
    spec.trainData = run.spec.trainData;
    spec.trainLimit = run.spec.trainLimit;
    spec.seed = run.spec.seed;
    spec.companionOf = fileNameOf(run);
    return spec;
}

void requireShapeOf(const RunSummary& run, const ImageShape& found) {
    if (found != run.shape)
        throw ShapeError(fmt::format("training data: expected images of {} as “{}” was trained on, found {}",
                                     toText(run.shape), run.title, toText(found)));
}

}  // namespace nescio
