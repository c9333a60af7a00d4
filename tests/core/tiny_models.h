// Frozen models small enough for every test, a few steps away from their start, and images for them.
#pragma once

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "core/density/frozen_batches.h"
#include "core/density/frozen_model_impl.h"
#include "core/measures/measure.h"
#include "core/models/make_model.h"
#include "core/models/model_kind.h"
#include "core/models/weights.h"
#include "core/train/trainer.h"
#include "core/values/content.h"

namespace nescio::tests {

/// Slopes of random steepness with some noise on them, no byte at the ends of its range.
/// Shapes: -> uint8 [n,1,4,4].
inline torch::Tensor tinyBytes(std::int64_t n, std::uint64_t seed = 3) {
    const NoiseKey key{.seed = seed, .images = indexRange(0, n)};
    const auto steepness = uniformNoise(key, NoiseStream::Latent, 1).view({n, 1, 1, 1});
    const auto slope = torch::arange(16, torch::kFloat32).view({1, 1, 4, 4}) * 12;
    const auto rough = uniformNoise(key, NoiseStream::Bytes, 16).view({n, 1, 4, 4}) * 40;
    return (slope * steepness + rough + 1).floor().to(torch::kUInt8);
}

inline ImageSet setOf(const torch::Tensor& bytes, const std::string& id = "slopes") {
    const auto host = bytes.contiguous();
    ImageSet set{.id = id,
                 .title = id,
                 .shape = {static_cast<int>(host.size(1)), static_cast<int>(host.size(2)),
                           static_cast<int>(host.size(3))},
                 .count = host.size(0),
                 .available = host.size(0)};
    set.bytes = ByteBlock::Bytes(host.data_ptr<std::uint8_t>(), host.data_ptr<std::uint8_t>() + host.numel());
    return set;
}

/// Ten steps on 32 tinyBytes().
inline std::shared_ptr<const FrozenModel> tinyModel(const std::string& id, int members = 1,
                                                    const OptionValues& more = {}) {
    const torch::AutoGradMode grad(true);
    const ImageShape shape{1, 4, 4};
    auto options = modelKind(id).trial;
    for (const auto& [name, value] : more) options.insert_or_assign(name, value);
    const RunSpec spec{.model = id, .preset = "", .modelOptions = options, .seed = 1, .members = members};
    const auto made = makeMembers(spec, shape, torch::kCPU);
    const auto train =
        trainOptionsFrom({{"steps", std::int64_t{10}}, {"warmup", std::int64_t{0}}, {"learning_rate", 5e-3}});
    const NoiseKey key{.seed = 1, .images = indexRange(0, 32)};
    for (const auto& member : made) {
        member->initializeFrom(tinyBytes(32), key);
        Trainer trainer(member, train);
        for (int step = 0; step < 10; ++step) trainer.step(tinyBytes(32), key);
    }
    RunSummary summary;
    summary.spec = spec;
    summary.shape = shape;
    return freeze(*joined(made), summary, torch::kCPU);
}

/// The keys of the noise of a set's images.
inline NoiseKey noiseOf(const ImageSet& set, std::uint64_t seed, std::uint64_t draw = 0) {
    return {.seed = seed, .images = noiseKeysOf(contentsOf(set)), .draw = draw};
}

/// A model under a name for messages.
struct Named {
    std::string name;
    std::shared_ptr<const FrozenModel> model;
};

inline const std::vector<Named>& tinyOnes() {
    static const std::vector<Named> all{
        {"glow", tinyModel("glow")},
        {"vae", tinyModel("vae", 1, {{"latents", std::int64_t{8}}})},
        {"pixelcnn", tinyModel("pixelcnn")},
        {"two of realnvp", tinyModel("realnvp", 2)},
    };
    return all;
}

inline const FrozenModel& tiny(const std::string& name) {
    return *std::find_if(tinyOnes().begin(), tinyOnes().end(), [&](const auto& one) {
                return one.name == name;
            })->model;
}

inline Measurement measuredNow(const std::string& id, const FrozenModel& model, const ImageSet& set,
                               EvaluateOptions options = {}) {
    return *measured(measureKind(id), {.set = set, .model = &model, .evaluation = options});
}

inline bool agree(double a, double b, double tolerance) {
    return std::abs(a - b) <= tolerance * std::max(1.0, std::abs(a));
}

/// The model in double precision, beside the frozen one.
inline std::shared_ptr<DensityModel> inDouble(const FrozenModel& model) {
    auto copy = makeModel(model.run().spec, model.shape(), torch::kCPU);
    copyWeights(*model.impl().model, *copy);
    copy->markReady();
    copy->to(torch::kFloat64);
    return copy;
}

inline std::vector<double> rowOf(const torch::Tensor& table, std::int64_t row) {
    const auto host = table[row].flatten().to(torch::kFloat64).contiguous();
    return {host.data_ptr<double>(), host.data_ptr<double>() + host.numel()};
}

}  // namespace nescio::tests
