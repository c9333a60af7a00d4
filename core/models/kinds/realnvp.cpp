// RealNVP: couplings under checkerboard and channel masks over several scales. Actnorm takes the place of
// batch normalisation, whose running statistics make the likelihood of one image depend on training order and
// explode in published ports.
// Source: Dinh et al. 2017; its settings for 32×32 images are those of `paper`.

#include <algorithm>

#include "core/density/dequantized_flow.h"
#include "core/flows/kinds/actnorm.h"
#include "core/flows/kinds/affine_coupling.h"
#include "core/flows/kinds/chain.h"
#include "core/flows/kinds/checkerboard_coupling.h"
#include "core/flows/kinds/logit.h"
#include "core/flows/kinds/squeeze.h"
#include "core/models/levels.h"
#include "core/models/model_kind.h"

namespace nescio::models::realnvp {
namespace {

constexpr int kStepsPerMask = 3;  // couplings under each of the two masks
constexpr int kLastSteps = 4;     // checkerboard couplings of the last level

std::vector<OptionField> options() {
    using Int = std::int64_t;
    return {
        {.id = "levels",
         .title = "Levels",
         .standard = Int{2},
         .minimum = 1,
         .maximum = 6,
         .unit = "levels",
         .help = "Scales of the flow; each but the last halves height and width."},
        {.id = "hidden",
         .title = "Hidden channels",
         .standard = Int{32},
         .minimum = 1,
         .maximum = 2048,
         .unit = "channels",
         .help = "Width of the residual networks inside the couplings."},
        {.id = "blocks",
         .title = "Residual blocks",
         .standard = Int{1},
         .minimum = 1,
         .maximum = 32,
         .unit = "blocks",
         .help = "Depth of the residual networks inside the couplings."},
        {.id = "logit",
         .title = "Logit",
         .standard = true,
         .help = "Spread the values over the real line by a logit first, as published."},
        {.id = "prior",
         .title = "Prior",
         .standard = std::string("fixed"),
         .help = "fixed: N(0, I); learned: mean and scale learned, conditional at each factor-out; the scale "
                 "counts as volume.",
         .choices = {"fixed", "learned"}},
    };
}

/// The last level is not squeezed, so there is one more than the sides can be halved; but one position has no
/// checkerboard.
int mostLevels(const ImageShape& shape) {
    const int times = halvings(shape);
    const bool onePosition = (shape.height >> times) * (shape.width >> times) == 1;
    return std::max(1, onePosition ? times : times + 1);
}

Preset preset(const std::string& id, const ImageShape& shape) {
    using Int = std::int64_t;
    if (id == "paper")
        return {.model = {{"levels", Int{levelsThatFit(2, mostLevels(shape))}},
                          {"hidden", Int{64}},
                          {"blocks", Int{8}}},
                .train = {{"optimiser", std::string("adam")},
                          {"learning_rate", 1e-3},
                          {"batch", Int{64}},
                          {"steps", Int{100'000}}}};
    const bool quick = id == "quick";
    return {.model = {{"levels", Int{levelsThatFit(shape.channels == 1 ? 2 : 3, mostLevels(shape))}},
                      {"hidden", Int{quick ? 24 : 48}},
                      {"blocks", Int{quick ? 1 : 2}}},
            .train = {{"batch", Int{64}},
                      {"steps", Int{quick ? 600 : 4'000}},
                      {"learning_rate", quick ? 4e-3 : 2e-3},
                      {"decay", std::string("cosine")}}};
}

/// Makes the levels: [logit], three checkerboard steps, squeeze, three channel steps; at the last level four
/// checkerboard steps only. Each step is an actnorm and a coupling; masks alternate.
class Levels {
  public:
    Levels(const OptionValues& values, std::uint64_t seed)
        : m_net{.id = "residual",
                .in = {},
                .hidden = static_cast<int>(intOption(values, "hidden")),
                .blocks = static_cast<int>(intOption(values, "blocks"))},
          m_logit(boolOption(values, "logit")),
          m_last(static_cast<int>(intOption(values, "levels"))),
          m_generator(at::make_generator<at::CPUGeneratorImpl>(seed)) {}

    std::vector<std::shared_ptr<Bijection>> operator()(const ImageShape& in, int level) const {
        std::vector<std::shared_ptr<Bijection>> steps;
        if (level == 1 && m_logit) steps.push_back(std::make_shared<Logit>(in));
        const int checkered = level == m_last ? kLastSteps : kStepsPerMask;
        for (int i = 0; i < checkered; ++i)
            steps.push_back(
                normed(in, std::make_shared<CheckerboardCoupling>(in, i % 2 == 0, m_net, m_generator)));
        if (level == m_last) return steps;
        steps.push_back(std::make_shared<Squeeze>(in));
        const auto shape = steps.back()->latentShape();
        for (int i = 0; i < kStepsPerMask; ++i)
            steps.push_back(normed(
                shape, std::make_shared<AffineCoupling>(shape, m_net, m_generator,
                                                        i % 2 == 0 ? Moves::SecondHalf : Moves::FirstHalf)));
        return steps;
    }

  private:
    static std::shared_ptr<Bijection> normed(const ImageShape& shape, std::shared_ptr<Bijection> coupling) {
        return std::make_shared<Chain>(
            std::vector<std::shared_ptr<Bijection>>{std::make_shared<ActNorm>(shape), std::move(coupling)});
    }

    CouplingNetOptions m_net;
    bool m_logit;
    int m_last;
    torch::Generator m_generator;
};

std::shared_ptr<DensityModel> make(const OptionValues& values, ByteSpace space, std::uint64_t seed) {
    const int levels = static_cast<int>(intOption(values, "levels"));
    requireLevels(levels, mostLevels(space.shape), space.shape);
    auto flow = std::make_shared<MultiScaleFlow>(
        space.shape, levels, priorFormFrom(textOption(values, "prior")), Levels(values, seed));
    return std::make_shared<DequantizedFlow>(space, std::move(flow));
}

}  // namespace

ModelKind kind() {
    using Int = std::int64_t;
    return {.id = "realnvp",
            .title = "RealNVP",
            .source = "Dinh et al. 2017",
            .options = options(),
            .presets = {"quick", "small", "paper"},
            .preset = preset,
            .make = make,
            .trial = {{"levels", Int{2}}, {"hidden", Int{4}}},
            .notes = presetNotes(
                "Dinh et al. 2017, for 32×32 images: levels, width, blocks, Adam at 1e-3, batch 64 "
                "(recalled, unverified); not in Nalisnick et al. 2019. Ours: actnorm for batch "
                "normalisation, 100\u2009000 steps, no L2 penalty (theirs had one, as recalled)")};
}

}  // namespace nescio::models::realnvp
