// CUDA graphs, where LibTorch has its CUDA half.
#pragma once

#include "core/math/repeated_work.h"

namespace nescio {

/// Records CUDA graphs; empty in a build without them.
DeviceRecorder ownCudaRecorder();

}  // namespace nescio
