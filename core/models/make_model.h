// Models from what a run says of them: fresh ones, and frozen copies of live ones.
#pragma once

#include <memory>
#include <vector>

#include "core/density/density_model.h"
#include "core/density/frozen_model.h"

namespace nescio {

/// A model of the run's kind, options, shape and seed, on a device, not yet started.
std::shared_ptr<DensityModel> makeModel(const RunSpec& spec, const ImageShape& shape, torch::Device device);

/// The spec's members, each with a seed of its own: seed, seed + 1, ...
std::vector<std::shared_ptr<DensityModel>> makeMembers(const RunSpec& spec, const ImageShape& shape,
                                                       torch::Device device);

/// The only member, or an ensemble of all.
std::shared_ptr<DensityModel> joined(const std::vector<std::shared_ptr<DensityModel>>& members);

/// A frozen copy of a live model.
std::shared_ptr<const FrozenModel> freeze(const DensityModel& live, const RunSummary& summary,
                                          torch::Device device);

}  // namespace nescio
