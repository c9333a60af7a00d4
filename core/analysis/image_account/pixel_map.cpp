#include <cmath>
#include <numbers>
#include <span>

#include <fmt/format.h>

#include "core/analysis/image_account/sections.h"
#include "core/density/frozen_batches.h"
#include "core/density/frozen_model_impl.h"
#include "core/math/byte_tensor.h"
#include "core/math/device_memory.h"
#include "core/measures/gradient.h"
#include "core/values/content.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

/// Bits of the terms that are split over pixels; nullopt where none is.
std::optional<PixelAccount> surpriseOf(const Breakdown& breakdown) {
    std::optional<PixelAccount> map;
    std::vector<std::string> without;
    for (const auto& term : breakdown.terms) {
        if (!term.perPixel) {
            without.push_back(term.info.label);
            continue;
        }
        const auto& grid = *term.perPixel;
        if (!map)
            map = PixelAccount{.kind = MapKind::Surprise,
                               .height = grid.height,
                               .width = grid.width,
                               .values = std::vector<double>(grid.nats.size()),
                               .without = {}};
        for (std::size_t i = 0; i < grid.nats.size(); ++i) map->values[i] -= grid.nats[i] / std::numbers::ln2;
    }
    if (map) map->without = std::move(without);
    return map;
}

PixelAccount gradientMap(const FrozenModel& frozen, const Image& image, const EvaluateOptions& evaluation) {
    const auto& model = *frozen.impl().model;
    const NoiseKey noise{.seed = evaluation.seed, .images = noiseKeysOf(std::vector{contentOf(image.bytes)})};
    const auto bytes = bytesOf(image.bytes.data(), 1, image.shape, frozen.impl().device);
    const auto gradient = gradientInPixels(model, bytes, noise, usefulDraws(model, evaluation));
    const auto host = gradient[0].to(torch::kFloat64).sum(0).cpu().contiguous();
    const auto* values = host.data_ptr<double>();
    return {.kind = MapKind::Gradient,
            .height = image.shape.height,
            .width = image.shape.width,
            .values = {values, values + host.numel()},
            .without = {}};
}

}  // namespace

std::optional<PixelAccount> pixelsOf(const FrozenModel& model, const Image& image, const Breakdown& breakdown,
                                     const EvaluateOptions& evaluation, std::vector<std::string>& missing) {
    if (auto map = surpriseOf(breakdown)) return map;
    try {
        return guardMemory("gradient of log p", [&] { return gradientMap(model, image, evaluation); });
    } catch (const Error& error) {
        missing.push_back(
            fmt::format("Map of pixels: expected terms split over pixels or a gradient of log p, "
                        "found neither: {}.",
                        error.what()));
        return std::nullopt;
    }
}

}  // namespace nescio
