#include "core/models/make_model.h"

#include "core/density/ensemble.h"
#include "core/density/frozen_model_impl.h"
#include "core/models/model_kind.h"
#include "core/models/weights.h"

namespace nescio {

std::shared_ptr<DensityModel> makeModel(const RunSpec& spec, const ImageShape& shape, torch::Device device) {
    return joined(makeMembers(spec, shape, device));
}

std::vector<std::shared_ptr<DensityModel>> makeMembers(const RunSpec& spec, const ImageShape& shape,
                                                       torch::Device device) {
    const auto& kind = modelKind(spec.model);
    const auto values = completed(kind.options, spec.modelOptions, OptionSource::Kept);
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

}  // namespace nescio
