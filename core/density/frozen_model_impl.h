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

/// How many draws make a difference.
int usefulDraws(const DensityModel& model, const EvaluateOptions& options);

}  // namespace nescio
