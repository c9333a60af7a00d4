// A PixelCNN that sees only a small window before each pixel: what local texture alone explains. Set against
// the full model it leaves the likelihood of what is not local.
// Source: Zhang et al. 2021, On the out-of-distribution generalization of probabilistic image modelling.

#include "core/models/model_kind.h"
#include "core/models/pixel_cnn_options.h"

namespace nescio::models::local_pixelcnn {
namespace {

std::vector<OptionField> options() {
    using Int = std::int64_t;
    std::vector<OptionField> fields{
        {.id = "window",
         .title = "Window",
         .standard = Int{2},
         .minimum = 1,
         .maximum = 15,
         .unit = "pixels",
         .help = "How far up, left and right a pixel sees."},
        {.id = "layers",
         .title = "Layers",
         .standard = Int{3},
         .minimum = 1,
         .maximum = 64,
         .unit = "layers",
         .help = "Gated layers; those after the first see no further."},
        {.id = "hidden",
         .title = "Hidden features",
         .standard = Int{32},
         .minimum = 1,
         .maximum = 2048,
         .unit = "features",
         .help = "Width of the vertical and of the horizontal stack."},
    };
    for (auto& field : pixelCnnOutputFields("logistics")) fields.push_back(std::move(field));
    return fields;
}

Preset preset(const std::string& id, const ImageShape&) {
    using Int = std::int64_t;
    const bool quick = id == "quick";
    return {.model = {{"hidden", Int{quick ? 24 : 64}}},
            .train = {{"optimiser", std::string("adam")},
                      {"batch", Int{32}},
                      {"steps", Int{quick           ? 400
                                    : id == "small" ? 4'000
                                                    : 100'000}},
                      {"learning_rate", quick ? 4e-3 : 1e-3},
                      {"decay", std::string("cosine")}}};
}

std::shared_ptr<DensityModel> make(const OptionValues& values, ByteSpace space, std::uint64_t seed) {
    const auto whole = [&](const char* id) { return static_cast<int>(intOption(values, id)); };
    return makePixelCnn(values, /*kernel=*/1, 2 * whole("window") + 1, space, seed);
}

}  // namespace

ModelKind kind() {
    using Int = std::int64_t;
    return {.id = "local_pixelcnn",
            .title = "Local PixelCNN",
            .source = "Zhang et al. 2021",
            .options = options(),
            .presets = {"quick", "small", "paper"},
            .preset = preset,
            .make = make,
            .trial = {{"window", Int{1}}, {"layers", Int{2}}, {"hidden", Int{6}}, {"components", Int{3}}},
            .notes = presetNotes("ours in size and schedule; the idea is Zhang et al. 2021")};
}

}  // namespace nescio::models::local_pixelcnn
