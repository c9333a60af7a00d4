// Glow whose couplings only shift: the volume term is the same for all images, so whatever ranks them is the
// density of their latents.

#include "core/density/glow_flow.h"

namespace nescio::models::cv_glow {

ModelKind kind() {
    using Int = std::int64_t;
    return {.id = "cv_glow",
            .title = "Constant-volume Glow",
            .source = "Nalisnick et al. 2019, section 4",
            .options = glowOptionFields(),
            .presets = {"quick", "small", "paper"},
            .preset = glowPreset,
            .make =
                [](const OptionValues& values, ByteSpace space, std::uint64_t seed) {
                    return makeGlow(values, CouplingForm::Additive, space, seed);
                },
            .trial = {{"levels", Int{1}}, {"steps", Int{2}}, {"hidden", Int{4}}}};
}

}  // namespace nescio::models::cv_glow
