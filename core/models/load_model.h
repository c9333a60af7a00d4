// A trained model out of its run file. Free of torch, like the header of what it gives.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "core/density/frozen_model.h"

namespace nescio {

/// The newest weights of a run file on `device` (auto | cpu | cuda).   Throws: RunFileError, DeviceError.
std::shared_ptr<const FrozenModel> loadFrozenModel(const std::filesystem::path& run,
                                                   const std::string& device = "auto");

}  // namespace nescio
