// The length of an image's lossless code as a measure.
#pragma once

#include <string>

#include "core/measures/measure.h"

namespace nescio {

/// A measure by the name of a codec of datasets/code_length.h, with the columns `bytes` and `net`, the length
/// beyond that of a constant image of the same shape. Without its library in the build it is there, and
/// throws UnsupportedError saying what to install.
MeasureKind codeLengthMeasure(const std::string& id, const std::string& title);

}  // namespace nescio
