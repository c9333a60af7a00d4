#include "datasets/limits.h"

#include <fmt/format.h>

#include "core/values/content.h"
#include "core/values/failure.h"

namespace nescio {

void checkSides(const std::filesystem::path& path, std::int64_t height, std::int64_t width) {
    if (height < 1 || width < 1)
        throw ImageError(fmt::format("{}: expected images of at least 1×1 pixel, found {}×{}", path.string(),
                                     width, height));
    if (height > kMostPixels / width)
        throw ImageError(fmt::format("{}: expected at most {} megapixels, found {}×{} ({:.0f} megapixels)",
                                     path.string(), kMostPixels / 1'000'000, width, height,
                                     static_cast<double>(width) * static_cast<double>(height) / 1e6));
}

void checkSetSize(const std::filesystem::path& path, std::int64_t count, std::int64_t bytesEach) {
    if (bytesEach > 0 && count > kMostSetBytes / bytesEach)
        throw DataError(
            fmt::format("{}: expected at most {} TiB of pixels, found {} images of {} bytes; "
                        "use fewer (a limit) or smaller images",
                        path.string(), kMostSetBytes >> 40, count, bytesEach));
}

void chooseImages(ImageSet& set, const LoadOptions& options) {
    const bool all = options.limit <= 0 || options.limit >= set.available;
    set.count = all ? set.available : options.limit;
    if (!all && options.rule == LimitRule::Even) set.indices = evenIndices(set.available, options.limit);
}

}  // namespace nescio
