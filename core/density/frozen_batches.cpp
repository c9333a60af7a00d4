#include "core/density/frozen_batches.h"

#include <numeric>

#include <fmt/format.h>

#include "core/values/failure.h"

namespace nescio {

double secondsSince(JobClock::time_point start) {
    return std::chrono::duration<double>(JobClock::now() - start).count();
}

std::vector<std::int64_t> indexRange(std::int64_t first, std::int64_t count) {
    std::vector<std::int64_t> indices(static_cast<std::size_t>(count));
    std::iota(indices.begin(), indices.end(), first);
    return indices;
}

std::vector<std::int64_t> noiseKeysOf(std::span<const std::uint64_t> contents) {
    constexpr int kRoom = 40;  // bits, see counter_noise.cpp
    std::vector<std::int64_t> keys;
    keys.reserve(contents.size());
    for (const auto content : contents) keys.push_back(static_cast<std::int64_t>(content >> (64 - kRoom)));
    return keys;
}

torch::Tensor padded(const torch::Tensor& bytes, std::vector<std::int64_t>& noiseKeys, std::int64_t least) {
    const auto missing = least - bytes.size(0);
    if (missing <= 0) return bytes;
    noiseKeys.resize(static_cast<std::size_t>(least), noiseKeys.back());
    return torch::cat({bytes, bytes.narrow(0, bytes.size(0) - 1, 1).expand({missing, -1, -1, -1})});
}

void requireSameShape(const std::string& what, const ImageShape& expected, const ImageShape& found) {
    if (expected != found)
        throw ShapeError(
            fmt::format("{}: expected images of {}, found {}", what, toText(expected), toText(found)));
}

Progress progressOf(const std::string& stage, std::int64_t done, std::int64_t total,
                    JobClock::time_point start) {
    const double seconds = secondsSince(start);
    const double speed = seconds > 0 ? static_cast<double>(done) / seconds : 0;
    return {.stage = stage,
            .done = done,
            .total = total,
            .imagesPerSecond = speed,
            .secondsLeft = speed > 0 ? static_cast<double>(total - done) / speed : -1,
            .detail = fmt::format("{} of {} images", done, total)};
}

}  // namespace nescio
