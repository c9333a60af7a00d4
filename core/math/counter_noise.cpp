#include "core/math/counter_noise.h"

#include <ATen/core/PhiloxRNGEngine.h>

#include <cmath>
#include <numbers>
#include <numeric>
#include <utility>

#include "core/math/noise_feed.h"

namespace nescio {
namespace {

using Philox = at::philox_engine;

/// Counter layout: the high half tells stream and draw, the low half image and block within the image
/// (2^24 blocks of four numbers are more than any image has).
Philox engineFor(std::uint64_t seed, NoiseStream stream, std::uint64_t draw, std::uint64_t image) {
    return Philox(seed, static_cast<std::uint64_t>(stream) << 56 | draw, image << 24);
}

float toUnit(std::uint32_t bits) {
    return static_cast<float>(bits >> 8) * 0x1p-24F;
}

void drawUniform(Philox& engine, float* row, std::int64_t perImage) {
    for (std::int64_t i = 0; i < perImage; ++i) row[i] = toUnit(engine());
}

void drawNormal(Philox& engine, float* row, std::int64_t perImage) {
    for (std::int64_t i = 0; i < perImage; i += 2) {
        // 1 - u lies in (0, 1], so the logarithm is finite.
        const double radius = std::sqrt(-2 * std::log(1.0 - toUnit(engine())));
        const double angle = 2 * std::numbers::pi * toUnit(engine());
        row[i] = static_cast<float>(radius * std::cos(angle));
        if (i + 1 < perImage) row[i + 1] = static_cast<float>(radius * std::sin(angle));
    }
}

torch::Tensor noise(NoiseForm form, const NoiseKey& key, NoiseStream stream, std::int64_t perImage) {
    if (key.feed && key.feed->brings(key)) return key.feed->numbers(form, stream, perImage);
    auto out = torch::empty({static_cast<std::int64_t>(key.images.size()), perImage}, torch::kFloat32);
    drawNoise(form, key, stream, out);
    return out;
}

}  // namespace

void drawNoise(NoiseForm form, const NoiseKey& key, NoiseStream stream, const torch::Tensor& into) {
    const auto perImage = into.size(1);
    float* row = into.data_ptr<float>();
    for (const auto image : key.images) {
        auto engine = engineFor(key.seed, stream, key.draw, static_cast<std::uint64_t>(image));
        form == NoiseForm::Uniform ? drawUniform(engine, row, perImage) : drawNormal(engine, row, perImage);
        row += perImage;
    }
}

torch::Tensor uniformNoise(const NoiseKey& key, NoiseStream stream, std::int64_t perImage) {
    return noise(NoiseForm::Uniform, key, stream, perImage);
}

torch::Tensor normalNoise(const NoiseKey& key, NoiseStream stream, std::int64_t perImage) {
    return noise(NoiseForm::Normal, key, stream, perImage);
}

std::vector<std::int64_t> permutation(std::int64_t n, std::uint64_t seed, NoiseStream stream,
                                      std::uint64_t draw) {
    std::vector<std::int64_t> order(static_cast<std::size_t>(n));
    std::iota(order.begin(), order.end(), 0);
    auto engine = engineFor(seed, stream, draw, 0);
    for (std::int64_t i = n - 1; i > 0; --i) {
        const std::uint64_t bits = std::uint64_t{engine()} << 32 | engine();
        // The bias of the remainder is below 2^-40 for any set that fits in memory.
        std::swap(order[static_cast<std::size_t>(i)], order[bits % static_cast<std::uint64_t>(i + 1)]);
    }
    return order;
}

}  // namespace nescio
