#include "core/train/run_plan.h"

#include <fmt/format.h>

#include "core/models/model_kind.h"
#include "core/train/provenance.h"
#include "core/train/train_options.h"
#include "core/train/training.h"
#include "core/values/content.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

constexpr int kMostMembers = 100;

std::string titleOf(const RunSpec& spec, const ImageSet& data) {
    const double mutation = realOption(spec.trainOptions, "mutation");
    const auto many = spec.members > 1 ? fmt::format("{} × ", spec.members) : "";
    const auto background = mutation > 0 ? fmt::format(" background (μ = {:g})", mutation) : "";
    return fmt::format("{}{}{}{} on {} (seed {})", many, spec.model,
                       spec.preset.empty() ? "" : "·" + spec.preset, background, data.title, spec.seed);
}

}  // namespace

RunSpec resolved(RunSpec spec, const ImageShape& shape) {
    const auto& kind = modelKind(spec.model);
    if (!spec.preset.empty()) {
        auto preset = presetValues(spec.model, spec.preset, shape);
        for (const auto& [id, value] : spec.modelOptions) preset.model[id] = value;
        for (const auto& [id, value] : spec.trainOptions) preset.train[id] = value;
        spec.modelOptions = std::move(preset.model);
        spec.trainOptions = std::move(preset.train);
    }
    if (spec.members < 1 || spec.members > kMostMembers)
        throw OptionError(fmt::format("members: expected 1 to {}, found {}", kMostMembers, spec.members));
    spec.modelOptions = completed(kind.options, spec.modelOptions);
    spec.trainOptions = completed(trainOptionFields(), spec.trainOptions);
    return spec;
}

RunSummary plannedRun(RunSpec spec, const ImageSet& data, const DeviceChoice& device) {
    if (data.count < 1) throw DataError("training: expected images in “" + data.title + "”, found none");
    RunSummary run;
    run.spec = resolved(std::move(spec), data.shape);
    run.title = titleOf(run.spec, data);
    run.shape = data.shape;
    run.totalSteps = trainOptionsFrom(run.spec.trainOptions).steps;
    run.trainSetId = data.id;
    run.trainSetTitle = data.title;
    run.trainCount = data.count;
    run.trainAvailable = data.available;
    run.synthetic = data.synthetic;
    run.provenance = provenanceNow(device.description);
    run.provenance["train_fingerprint"] = trainFingerprintOf(data);
    run.trainContents = std::make_shared<const std::vector<std::uint64_t>>(contentsOf(data));
    return run;
}

}  // namespace nescio
