#include "tests/device/subjects.h"

#include "core/math/counter_noise.h"
#include "core/models/model_kind.h"

namespace nescio::devices {
namespace {

const ImageShape kGrey{1, 8, 8}, kColour{3, 8, 8};

Subject subject(const ModelKind& kind, const std::string& variant) {
    RunSpec spec;
    spec.model = kind.id;
    spec.preset = "";
    spec.modelOptions = kind.trial;
    spec.trainOptions = {{"steps", std::int64_t{12}},
                         {"batch", std::int64_t{16}},
                         {"log_every", std::int64_t{4}},
                         {"validate_every", std::int64_t{4}},
                         {"warmup", std::int64_t{0}},
                         {"learning_rate", 5e-3},
                         {"validation", 0.1},
                         {"mutation", 0.05}};
    return {variant.empty() ? kind.id : kind.id + ", " + variant, spec, kGrey};
}

/// Each choice that is not made already, by itself.
void appendChoices(const ModelKind& kind, std::vector<Subject>& all) {
    const auto made = completed(kind.options, kind.trial);
    for (const auto& field : kind.options)
        for (const auto& choice : field.choices) {
            if (textOption(made, field.id) == choice) continue;
            all.push_back(subject(kind, field.id + " = " + choice));
            all.back().spec.modelOptions[field.id] = choice;
        }
}

}  // namespace

std::vector<Subject> subjects() {
    std::vector<Subject> all;
    for (const auto& kind : modelKinds()) {
        all.push_back(subject(kind, ""));
        appendChoices(kind, all);
        all.push_back(subject(kind, "in colour"));
        all.back().shape = kColour;
        all.push_back(subject(kind, "an ensemble of two"));
        all.back().spec.members = 2;
    }
    return all;
}

ImageSet slopes(const ImageShape& shape, std::int64_t count) {
    ImageSet set{.id = "slopes",
                 .title = "slopes",
                 .source = "test",
                 .shape = shape,
                 .count = count,
                 .available = count};
    NoiseKey key{.seed = 8, .images = {}};
    for (std::int64_t i = 0; i < count; ++i) key.images.push_back(i);
    const auto steepness = uniformNoise(key, NoiseStream::Latent, 2) * (250.0 / (shape.height + shape.width));
    const auto rows = torch::arange(shape.height, torch::kFloat32).view({1, 1, -1, 1});
    const auto columns = torch::arange(shape.width, torch::kFloat32).view({1, 1, 1, -1});
    const auto bytes = (steepness.select(1, 0).view({-1, 1, 1, 1}) * rows +
                        steepness.select(1, 1).view({-1, 1, 1, 1}) * columns)
                           .expand({count, shape.channels, shape.height, shape.width})
                           .to(torch::kUInt8)
                           .contiguous();
    set.bytes =
        ByteBlock::Bytes(bytes.data_ptr<std::uint8_t>(), bytes.data_ptr<std::uint8_t>() + bytes.numel());
    return set;
}

}  // namespace nescio::devices
