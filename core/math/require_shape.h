// One sentence for every tensor that is not what a map or model was made for.
#pragma once

#include <string>

#include "core/math/tensor.h"
#include "core/values/shape.h"

namespace nescio {

/// Throws: ShapeError unless x is [N,C,H,W] of `expected`; `where` names the map or model.
void requireShape(const torch::Tensor& x, const ImageShape& expected, const std::string& where);

}  // namespace nescio
