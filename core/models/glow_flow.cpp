#include "core/models/glow_flow.h"

#include "core/density/dequantized_flow.h"
#include "core/flows/kinds/squeeze.h"
#include "core/models/levels.h"

namespace nescio {
namespace {

/// Two levels for grey images and three for colour, as the paper's sizes have them, or as many as fit.
std::int64_t presetLevels(const ImageShape& shape) {
    return levelsThatFit(shape.channels == 1 ? 2 : 3, halvings(shape));
}

Preset paperPreset(const ImageShape& shape) {
    using Int = std::int64_t;
    const bool grey = shape.channels == 1;
    return {.model = {{"levels", presetLevels(shape)},
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

}  // namespace

const std::vector<OptionField>& glowOptionFields() {
    using Int = std::int64_t;
    static const std::vector<OptionField> fields{
        {.id = "levels",
         .title = "Levels",
         .standard = Int{2},
         .minimum = 1,
         .maximum = 6,
         .unit = "levels",
         .help = "Scales of the flow; each halves height and width, which must be even."},
        {.id = "steps",
         .title = "Steps per level",
         .standard = Int{8},
         .minimum = 1,
         .maximum = 64,
         .unit = "steps",
         .help = "Actnorm, 1×1 convolution and coupling, repeated this often per level."},
        {.id = "hidden",
         .title = "Hidden channels",
         .standard = Int{64},
         .minimum = 1,
         .maximum = 2048,
         .unit = "channels",
         .help = "Width of the networks inside the couplings."},
        {.id = "net",
         .title = "Coupling net",
         .standard = std::string("conv"),
         .help = "conv: 3×3, 1×1, 3×3; highway: three gated 3×3 layers, as in the paper.",
         .choices = {"conv", "highway"}},
        {.id = "mixing",
         .title = "1×1 convolution",
         .standard = std::string("plain"),
         .help = "plain: the matrix itself; lu: its LU form, whose log-determinant is free.",
         .choices = {"plain", "lu"}},
        {.id = "prior",
         .title = "Prior",
         .standard = std::string("fixed"),
         .help = "fixed: N(0, I); learned: mean and scale learned, conditional at each factor-out; the scale "
                 "counts as volume.",
         .choices = {"fixed", "learned"}},
    };
    return fields;
}

Preset glowPreset(const std::string& id, const ImageShape& shape) {
    using Int = std::int64_t;
    const bool grey = shape.channels == 1;
    if (id == "paper") return paperPreset(shape);
    const bool quick = id == "quick";
    return {.model = {{"levels", presetLevels(shape)},
                      {"steps", Int{quick && !grey ? 6 : 8}},
                      {"hidden", Int{quick ? 64 : 128}}},
            .train = {{"batch", Int{64}},
                      {"steps", Int{quick ? 800 : 4'000}},
                      {"learning_rate", quick ? 4e-3 : 2e-3},
                      {"decay", std::string("cosine")}}};
}

std::map<std::string, std::string> glowPresetNotes() {
    return presetNotes(
        "Nalisnick et al. 2019, appendix A: levels, steps, widths, highway nets, prior N(0, I), RMSProp at "
        "1e-5, "
        "batch 32, 100\u2009000 steps halved at 80 % and 90 % (recalled, unverified; the architecture read "
        "in a "
        "public "
        "port). Ours: RMSProp's decay 0.99, PyTorch's default, and no L2 penalty; what the paper had for "
        "either is "
        "not known to us");
}

std::shared_ptr<DensityModel> makeGlow(const OptionValues& values, CouplingForm coupling, ByteSpace space,
                                       std::uint64_t seed) {
    const int levels = static_cast<int>(intOption(values, "levels"));
    requireLevels(levels, halvings(space.shape), space.shape);
    const auto generator = at::make_generator<at::CPUGeneratorImpl>(seed);
    const int steps = static_cast<int>(intOption(values, "steps"));
    const auto mixing = textOption(values, "mixing") == "lu" ? MixingForm::Lu : MixingForm::Plain;
    const CouplingNetOptions net{
        .id = textOption(values, "net"), .in = {}, .hidden = static_cast<int>(intOption(values, "hidden"))};
    const auto makeSteps = [&](const ImageShape& at, int) {
        std::vector<std::shared_ptr<Bijection>> made{std::make_shared<Squeeze>(at)};
        const auto squeezed = made.front()->latentShape();
        for (int step = 0; step < steps; ++step)
            made.push_back(std::make_shared<FlowStep>(squeezed, mixing, coupling, net, generator));
        return made;
    };
    auto flow = std::make_shared<MultiScaleFlow>(space.shape, levels,
                                                 priorFormFrom(textOption(values, "prior")), makeSteps);
    return std::make_shared<DequantizedFlow>(space, std::move(flow));
}

}  // namespace nescio
