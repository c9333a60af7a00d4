#include "core/values/image.h"

#include <algorithm>

namespace nescio {

Image ImageSet::imageAt(std::int64_t i) const {
    const auto view = image(i);
    const bool named = i < static_cast<std::int64_t>(imageNames.size());
    return {.shape = shape,
            .bytes = {view.begin(), view.end()},
            .source = named ? imageNames[static_cast<std::size_t>(i)] : title + " #" + std::to_string(i),
            .changes = changes};
}

std::string familyOf(const std::string& setId) {
    constexpr const char* kSynthetic = "synthetic/";
    if (setId.starts_with(kSynthetic)) {
        const std::string name = setId.substr(std::char_traits<char>::length(kSynthetic));
        return name.substr(0, name.find('-'));
    }
    return setId.substr(0, setId.find('/'));
}

ImageSet ImageSet::first(std::int64_t n) const {
    ImageSet part = *this;
    if (n <= 0 || n >= count) return part;
    part.count = n;
    part.bytes.resize(static_cast<std::size_t>(n * shape.dims()));
    const auto keep = static_cast<std::size_t>(n);
    if (part.labels.size() > keep) part.labels.resize(keep);
    if (part.imageNames.size() > keep) part.imageNames.resize(keep);
    return part;
}

}  // namespace nescio
