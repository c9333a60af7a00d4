#include "app/cli/image_output.h"

#include <cmath>

#include <fmt/format.h>

#include "app/cli/output_check.h"
#include "core/values/failure.h"
#include "datasets/write.h"

namespace nescio {

void checkImageOutput(const std::string& path, const std::vector<std::string>& inputs) {
    if (!path.ends_with(".png") && !path.ends_with(".npy"))
        throw OptionError(fmt::format("--out: expected a name that ends in .png or .npy, found “{}”", path));
    requireOutput(path, inputs);
}

void writeImages(const std::string& path, const ImageSet& images, int columns) {
    if (path.ends_with(".npy")) return writeNpy(path, images);
    const int square = static_cast<int>(std::ceil(std::sqrt(static_cast<double>(images.count))));
    writePng(path, gridOf(images, columns > 0 ? columns : square));
}

}  // namespace nescio
