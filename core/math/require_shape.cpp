#include "core/math/require_shape.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/values/failure.h"

namespace nescio {

void requireShape(const torch::Tensor& x, const ImageShape& expected, const std::string& where) {
    const bool same = x.dim() == 4 && x.size(1) == expected.channels && x.size(2) == expected.height &&
                      x.size(3) == expected.width;
    if (!same)
        throw ShapeError(fmt::format("{}: expected images of N×{}, found a tensor of {}", where,
                                     toText(expected), fmt::join(x.sizes(), "×")));
}

}  // namespace nescio
