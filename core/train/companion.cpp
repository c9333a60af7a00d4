#include "core/train/companion.h"

#include <filesystem>
#include <optional>

#include <fmt/format.h>

#include "core/store/run_file.h"
#include "core/values/failure.h"
#include "core/values/option.h"

namespace nescio {
namespace {

std::string fileNameOf(const RunSummary& run) {
    return std::filesystem::path(run.path).filename().string();
}

/// nullopt of a file that is no run, or gone by now.
std::optional<RunSpec> specOf(const std::filesystem::path& file) {
    try {
        return readRunSummary(file).spec;
    } catch (const RunFileError&) {
        return std::nullopt;
    }
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

std::string companionKind(const RunSpec& spec) {
    if (spec.companionOf.empty()) return "";
    if (spec.model == "local_pixelcnn") return "local";
    const auto mutation = spec.trainOptions.find("mutation");
    const bool mutated = mutation != spec.trainOptions.end() && toText(mutation->second) != "0";
    return mutated ? "background" : "";
}

std::map<std::string, std::filesystem::path> companionsBeside(const std::filesystem::path& run) {
    std::map<std::string, std::filesystem::path> found;
    std::error_code none;  // a folder that cannot be listed has none
    for (const auto& entry : std::filesystem::directory_iterator(run.parent_path() / ".", none)) {
        if (entry.path().extension() != ".h5") continue;
        const auto spec = specOf(entry.path());
        if (!spec || spec->companionOf != run.filename().string()) continue;
        const auto kind = companionKind(*spec);
        if (kind.empty()) continue;
        auto& newest = found[kind];
        std::error_code unknown;
        if (newest.empty() || std::filesystem::last_write_time(newest, unknown) <
                                  std::filesystem::last_write_time(entry.path(), unknown))
            newest = entry.path();
    }
    return found;
}

void requireShapeOf(const RunSummary& run, const ImageShape& found) {
    if (found != run.shape)
        throw ShapeError(fmt::format("training data: expected images of {} as “{}” was trained on, found {}",
                                     toText(run.shape), run.title, toText(found)));
}

}  // namespace nescio
