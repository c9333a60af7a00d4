#include "core/models/load_model.h"

#include "core/density/frozen_model_impl.h"
#include "core/math/device.h"
#include "core/math/device_memory.h"
#include "core/models/make_model.h"
#include "core/models/weights.h"
#include "core/store/run_file.h"
#include "core/values/failure.h"

namespace nescio {

std::shared_ptr<const FrozenModel> loadFrozenModel(const std::filesystem::path& run,
                                                   const std::string& device) {
    auto impl = std::make_unique<FrozenModel::Impl>();
    impl->summary = readRunSummary(run);
    impl->summary.trainContents = readTrainContents(run);
    impl->device = torch::Device(describeDevice(device).id);
    auto model = guardMemory(
        "loading", [&] { return makeModel(impl->summary.spec, impl->summary.shape, impl->device); });
    try {
        const auto checkpoint = readCheckpoint(run);
        loadWeights(*model, checkpoint.weights);
        // Files of format 1 do not say; of any file, what was loaded is what counts.
        impl->summary.weights = {digestOf(*model), checkpoint.step};
    } catch (const RunFileError& error) {
        throw RunFileError("run file “" + run.string() + "”: " + error.what());
    }
    model->markReady();
    impl->model = std::move(model);
    return std::make_shared<const FrozenModel>(std::move(impl));
}

}  // namespace nescio
