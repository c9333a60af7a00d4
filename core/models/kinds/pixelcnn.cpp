// Gated PixelCNN with a softmax over the 256 levels, or with PixelCNN++'s discretised mixture of logistics.
// Source: van den Oord et al. 2016, Conditional image generation with PixelCNN decoders; the sizes of `paper`
// from Nalisnick et al. 2019, appendix A.

#include "core/models/model_kind.h"
#include "core/models/pixel_cnn_options.h"

namespace nescio::models::pixelcnn {
namespace {

std::vector<OptionField> options() {
    using Int = std::int64_t;
    std::vector<OptionField> fields{
        {.id = "layers",
         .title = "Layers",
         .standard = Int{5},
         .minimum = 1,
         .maximum = 64,
         .unit = "layers",
         .help = "Gated layers; each widens the field of view by the kernel."},
        {.id = "hidden",
         .title = "Hidden features",
         .standard = Int{32},
         .minimum = 1,
         .maximum = 2048,
         .unit = "features",
         .help = "Width of the vertical and of the horizontal stack."},
        {.id = "first_kernel",
         .title = "First kernel",
         .standard = Int{7},
         .minimum = 3,
         .maximum = 31,
         .unit = "pixels",
         .help = "Side of the first layer's convolution, odd."},
        {.id = "kernel",
         .title = "Kernel",
         .standard = Int{3},
         .minimum = 1,
         .maximum = 31,
         .unit = "pixels",
         .help = "Side of the later layers' convolutions, odd."},
    };
    for (auto& field : pixelCnnOutputFields("softmax")) fields.push_back(std::move(field));
    return fields;
}

Preset preset(const std::string& id, const ImageShape& shape) {
    using Int = std::int64_t;
    const bool grey = shape.channels == 1;
    if (id == "paper")
        return {.model = {{"layers", Int{grey ? 5 : 15}}, {"hidden", Int{grey ? 32 : 128}}},
                .train = {{"optimiser", std::string("adam")},
                          {"learning_rate", 1e-4},
                          {"warmup", Int{0}},
                          {"batch", Int{32}},
                          {"steps", Int{100'000}}}};
    const bool quick = id == "quick";
    // Three softmaxes of 256 for every pixel of a colour image would cost more than all the rest.
    return {.model = {{"layers", Int{quick ? 4 : 6}},
                      {"hidden", Int{quick ? 24 : 48}},
                      {"output", std::string(grey ? "softmax" : "logistics")}},
            .train = {{"optimiser", std::string("adam")},
                      {"batch", Int{32}},
                      {"steps", Int{quick ? 800 : 6'000}},
                      {"learning_rate", quick ? 4e-3 : 1e-3},
                      {"decay", std::string("cosine")}}};
}

std::shared_ptr<DensityModel> make(const OptionValues& values, ByteSpace space, std::uint64_t seed) {
    const auto whole = [&](const char* id) { return static_cast<int>(intOption(values, id)); };
    return makePixelCnn(values, whole("kernel"), whole("first_kernel"), space, seed);
}

}  // namespace

ModelKind kind() {
    using Int = std::int64_t;
    return {.id = "pixelcnn",
            .title = "PixelCNN",
            .source = "van den Oord et al. 2016",
            .options = options(),
            .presets = {"quick", "small", "paper"},
            .preset = preset,
            .make = make,
            .trial = {{"layers", Int{3}}, {"hidden", Int{6}}, {"first_kernel", Int{5}}},
            .notes = presetNotes(
                "Nalisnick et al. 2019, appendix A: layers, features, softmax, Adam at 1e-4, "
                "100\u2009000 steps (recalled, unverified). Ours: kernels, batch and no L2 penalty")};
}

}  // namespace nescio::models::pixelcnn
