// What the kinds of PixelCNN share: the options of their ends, and how those become a model.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/density/density_model.h"
#include "core/values/option.h"

namespace nescio {

/// Options of what any PixelCNN ends in: output (softmax | logistics), components.
std::vector<OptionField> pixelCnnOutputFields(const std::string& standard);

/// A PixelCNN from the options layers, hidden, output and components.   Throws: OptionError.
std::shared_ptr<DensityModel> makePixelCnn(const OptionValues& completed, int kernel, int firstKernel,
                                           ByteSpace space, std::uint64_t seed);

}  // namespace nescio
