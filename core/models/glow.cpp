// Glow: steps of actnorm, invertible 1×1 convolution and affine coupling, over several scales.
// Source: Kingma & Dhariwal 2018; the settings of `paper` from Nalisnick et al. 2019, appendix A.

#include "core/density/dequantized_flow.h"
#include "core/flows/flow_step.h"

namespace nescio::models::glow {
namespace {

std::vector<OptionField> options() {
    using Int = std::int64_t;
    return {
        {.id = "levels", .title = "Levels", .standard = Int{2}, .minimum = 1, .maximum = 6,
         .unit = "levels", .help = "Scales of the flow; each halves height and width."},
        {.id = "steps", .title = "Steps per level", .standard = Int{8}, .minimum = 1, .maximum = 64,
         .unit = "steps", .help = "Actnorm, 1×1 convolution and coupling, repeated this often per level."},
        {.id = "hidden", .title = "Hidden channels", .standard = Int{64}, .minimum = 1, .maximum = 2048,
         .unit = "channels", .help = "Width of the networks inside the couplings."},
        {.id = "net", .title = "Coupling net", .standard = std::string("conv"),
         .help = "conv: 3×3, 1×1, 3×3; highway: three gated 3×3 layers, as in the paper.",
         .choices = {"conv", "highway"}},
        {.id = "mixing", .title = "1×1 convolution", .standard = std::string("plain"),
         .help = "plain: the matrix itself; lu: its LU form, whose log-determinant is free.",
         .choices = {"plain", "lu"}},
        {.id = "prior", .title = "Prior", .standard = std::string("fixed"),
         .help = "fixed: N(0, I); learned: mean and scale learned, conditional at each factor-out.",
         .choices = {"fixed", "learned"}},
    };
}

Preset paperPreset(bool grey) {
    using Int = std::int64_t;
    return {.model = {{"levels", Int{grey ? 2 : 3}},
                      {"steps", Int{grey ? 16 : 8}},
                      {"hidden", Int{grey ? 200 : 400}},
                      {"net", std::string("highway")}},
            .train = {{"optimiser", std::string("rmsprop")},
                      {"learning_rate", 1e-5},
                      {"decay", std::string("late_halving")},
                      {"warmup", Int{0}},
                      {"batch", Int{32}},
                      {"steps", Int{100'000}}}};
}

/// quick: a visible paradox in about a minute on two CPU cores. small: about ten times that. paper: as
/// published, for a GPU.
Preset preset(const std::string& id, const ImageShape& shape) {
    using Int = std::int64_t;
    const bool grey = shape.channels == 1;
    if (id == "paper") return paperPreset(grey);
    const bool quick = id == "quick";
    return {.model = {{"levels", Int{grey ? 2 : 3}}, {"steps", Int{quick && !grey ? 6 : 8}},
                      {"hidden", Int{quick ? 64 : 128}}},
            .train = {{"batch", Int{64}},
                      {"steps", Int{quick ? 800 : 4'000}},
                      {"learning_rate", quick ? 4e-3 : 2e-3},
                      {"decay", std::string("cosine")}}};
}

std::shared_ptr<DensityModel> make(const OptionValues& values, ImageShape shape, std::uint64_t seed) {
    const auto generator = at::make_generator<at::CPUGeneratorImpl>(seed);
    const int steps = static_cast<int>(intOption(values, "steps"));
    const auto mixing = textOption(values, "mixing") == "lu" ? MixingForm::Lu : MixingForm::Plain;
    const CouplingNetOptions net{.id = textOption(values, "net"),
                                 .in = {},
                                 .hidden = static_cast<int>(intOption(values, "hidden"))};
    const auto makeSteps = [&](const ImageShape& at, int) {
        std::vector<std::shared_ptr<Bijection>> made;
        for (int step = 0; step < steps; ++step)
            made.push_back(std::make_shared<FlowStep>(at, mixing, net, generator));
        return made;
    };
    auto flow =
        std::make_shared<MultiScaleFlow>(shape, static_cast<int>(intOption(values, "levels")),
                                         textOption(values, "prior") == "learned", makeSteps);
    return std::make_shared<DequantizedFlow>(shape, std::move(flow));
}

}  // namespace

ModelKind kind() {
    using Int = std::int64_t;
    return {.id = "glow",
            .title = "Glow",
            .source = "Kingma & Dhariwal 2018",
            .options = options(),
            .presets = {"quick", "small", "paper"},
            .preset = preset,
            .make = make,
            .trial = {{"levels", Int{1}}, {"steps", Int{2}}, {"hidden", Int{4}}}};
}

}  // namespace nescio::models::glow
