#include "datasets/binary_images.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "datasets/mapped_file.h"

namespace nescio {
namespace {

/// Calls use(image) until it gives false, or the stop comes; a set in a file stays there.
template <class Use>
void eachImage(const ImageSet& set, const std::stop_token& stop, Use use) {
    constexpr std::size_t kForgetAfter = std::size_t{8} << 20;
    std::size_t passed = 0;
    for (std::int64_t i = 0; i < set.count && !stop.stop_requested(); ++i) {
        if (!use(set.image(i))) return;
        const auto end = static_cast<std::size_t>((i + 1) * set.shape.dims());
        if (end < passed + kForgetAfter) continue;
        set.bytes.forget(passed, end - passed);
        passed = end;
    }
}

/// Ends at the first grey level above 1, which other images have early.
bool isBinary(const ImageSet& set, const std::stop_token& stop) {
    bool ones = false, others = false;
    eachImage(set, stop, [&](std::span<const std::uint8_t> image) {
        others = std::any_of(image.begin(), image.end(), [](auto byte) { return byte > 1; });
        ones = ones || std::find(image.begin(), image.end(), 1) != image.end();
        return !others;
    });
    return ones && !others;
}

}  // namespace

bool spreadBinary(ImageSet& set, const std::stop_token& stop) {
    if (isBinary(set, stop)) {
        BlockBuilder bytes;
        std::vector<std::uint8_t> made(static_cast<std::size_t>(set.shape.dims()));
        eachImage(set, stop, [&](std::span<const std::uint8_t> image) {
            std::transform(image.begin(), image.end(), made.begin(),
                           [](auto byte) { return static_cast<std::uint8_t>(byte * 255); });
            bytes.append(made);
            return true;
        });
        set.bytes = bytes.finish();
        set.changes.emplace_back(kBinaryChange);
    }
    return !stop.stop_requested();
}

}  // namespace nescio
