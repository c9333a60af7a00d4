#include "core/density/frozen_model.h"

#include "core/density/ensemble.h"
#include "core/density/frozen_model_impl.h"
#include "core/density/weights.h"
#include "core/math/device.h"
#include "core/math/device_memory.h"
#include "core/store/run_file.h"
#include "core/values/failure.h"

namespace nescio {

std::shared_ptr<DensityModel> makeModel(const RunSpec& spec, const ImageShape& shape, torch::Device device) {
    return joined(makeMembers(spec, shape, device));
}

std::vector<std::shared_ptr<DensityModel>> makeMembers(const RunSpec& spec, const ImageShape& shape,
                                                       torch::Device device) {
    const auto& kind = modelKind(spec.model);
    const auto values = completed(kind.options, spec.modelOptions);
    std::vector<std::shared_ptr<DensityModel>> members;
    for (int m = 0; m < spec.members; ++m) {
        members.push_back(kind.make(values, {shape}, spec.seed + static_cast<std::uint64_t>(m)));
        members.back()->to(device);
    }
    return members;
}

std::shared_ptr<DensityModel> joined(const std::vector<std::shared_ptr<DensityModel>>& members) {
    if (members.size() == 1) return members.front();
    return std::make_shared<Ensemble>(members);
}

std::shared_ptr<const FrozenModel> freeze(const DensityModel& live, const RunSummary& summary,
                                          torch::Device device) {
    auto copy = makeModel(summary.spec, summary.shape, device);
    copyWeights(live, *copy);
    copy->markReady();
    auto impl = std::make_unique<FrozenModel::Impl>();
    impl->summary = summary;
    impl->summary.weights = {digestOf(*copy), summary.step};
    impl->model = std::move(copy);
    impl->device = device;
    return std::make_shared<const FrozenModel>(std::move(impl));
}

FrozenModel::FrozenModel(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
FrozenModel::~FrozenModel() = default;

std::shared_ptr<const FrozenModel> FrozenModel::load(const std::filesystem::path& run,
                                                     const std::string& device) {
    auto impl = std::make_unique<Impl>();
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

const RunSummary& FrozenModel::run() const {
    return m_impl->summary;
}
ImageShape FrozenModel::shape() const {
    return m_impl->model->shape();
}
Tightness FrozenModel::tightness() const {
    return m_impl->model->tightness();
}

}  // namespace nescio
