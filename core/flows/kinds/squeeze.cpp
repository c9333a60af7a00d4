#include "core/flows/kinds/squeeze.h"

#include "core/values/failure.h"

namespace nescio {
namespace {

ImageShape squeezed(const ImageShape& shape) {
    if (shape.height % 2 != 0 || shape.width % 2 != 0)
        throw ShapeError("squeeze: expected an even height and width, found images of " + toText(shape));
    return {shape.channels * 4, shape.height / 2, shape.width / 2};
}

}  // namespace

Squeeze::Squeeze(ImageShape shape) : Bijection("squeeze", shape, squeezed(shape)) {}

MappedParts Squeeze::mapToLatent(const torch::Tensor& x) const {
    return {torch::pixel_unshuffle(x, 2), {}};
}

Mapped Squeeze::mapToData(const torch::Tensor& z) const {
    return {torch::pixel_shuffle(z, 2), torch::zeros({}, z.options())};
}

namespace flows::squeeze {

BijectionKind kind() {
    return {.id = "squeeze",
            .title = "squeeze",
            .source = "Dinh et al. 2017, section 3.6",
            .trials = {{"two channels", [](torch::Generator) {
                            return std::make_shared<Squeeze>(ImageShape{2, 4, 2});
                        }}}};
}

}  // namespace flows::squeeze
}  // namespace nescio
