// Glow: steps of actnorm, invertible 1×1 convolution and affine coupling, over several scales.

#include "core/models/glow_flow.h"

namespace nescio::models::glow {

ModelKind kind() {
    using Int = std::int64_t;
    return {.id = "glow",
            .title = "Glow",
            .source = "Kingma & Dhariwal 2018",
            .options = glowOptionFields(),
            .presets = {"quick", "small", "paper"},
            .preset = glowPreset,
            .make = [](const OptionValues& values, ByteSpace space,
                       std::uint64_t seed) { return makeGlow(values, CouplingForm::Affine, space, seed); },
            .trial = {{"levels", Int{1}}, {"steps", Int{2}}, {"hidden", Int{4}}},
            .notes = glowPresetNotes()};
}

}  // namespace nescio::models::glow
