#include "app/session/dropped_sets.h"

#include <utility>

namespace nescio {

std::shared_ptr<const ImageSet> setOfOne(std::shared_ptr<const Image> image, const std::string& title) {
    auto set = std::make_shared<ImageSet>();
    set->title = title;
    set->shape = image->shape;
    set->count = set->available = 1;
    const auto& bytes = image->bytes;
    set->bytes = ByteBlock::elsewhere(bytes, std::move(image));
    return set;
}

std::shared_ptr<const Image> pictureOf(const DroppedImage& dropped) {
    const auto& seen = dropped.seen.facts.image;
    // As the model saw it, unless that is the image as it is, which may be large.
    if (seen && !(dropped.original && dropped.original->shape == seen->shape))
        return std::make_shared<const Image>(*seen);
    return dropped.original;
}

}  // namespace nescio
