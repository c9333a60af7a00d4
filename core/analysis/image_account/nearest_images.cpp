#include <fmt/format.h>

#include "core/analysis/image_account/sections.h"
#include "datasets/neighbours.h"

namespace nescio {

ImageSet aloneOf(const Image& image) {
    ImageSet set{.id = "image",
                 .title = image.source,
                 .source = image.source,
                 .shape = image.shape,
                 .count = 1,
                 .available = 1};
    set.bytes = ByteBlock::Bytes(image.bytes.begin(), image.bytes.end());
    return set;
}

std::optional<NearestAccount> nearestOf(const AccountInput& input, const Image& image,
                                        std::vector<std::string>& missing) {
    if (!input.training) {
        if (!input.whyNoTraining.empty())
            missing.push_back(fmt::format("Nearest training images: {}.", input.whyNoTraining));
        return std::nullopt;
    }
    const auto& training = *input.training;
    const auto found = nearestImages(aloneOf(image), training, input.nearest, input.stop, input.board);
    if (!found) return std::nullopt;
    NearestAccount nearest{.setId = training.id,
                           .setTitle = training.title,
                           .n = training.count,
                           .available = training.available,
                           .images = {}};
    for (const auto& one : found->front())
        nearest.images.push_back({training.indexOf(one.index), one.distance(), training.imageAt(one.index)});
    return nearest;
}

}  // namespace nescio
