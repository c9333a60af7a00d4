// The inside of a FrozenModel, for those who make one.
#pragma once

#include "core/density/density_model.h"
#include "core/density/frozen_model.h"

namespace nescio {

/// A model nobody writes to any more.
class FrozenModel::Impl {
  public:
    std::shared_ptr<const DensityModel> model;
    RunSummary summary;
    torch::Device device = torch::kCPU;
};

/// A model of the run's kind, options, shape and seed, on a device, not yet started.
std::shared_ptr<DensityModel> makeModel(const RunSpec& spec, const ImageShape& shape, torch::Device device);

/// A frozen copy of a live model.
std::shared_ptr<const FrozenModel> freeze(const DensityModel& live, const RunSummary& summary,
                                          torch::Device device);

}  // namespace nescio
