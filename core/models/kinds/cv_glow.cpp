// Glow whose couplings only shift: the volume term is the same for all images, so whatever ranks them is the
// density of their latents.

#include "core/models/glow_flow.h"

namespace nescio::models::cv_glow {
namespace {

/// Glow's, but for a learned prior in the short ones: couplings that only shift need either that or far
/// longer training before the paradox shows between grey sets. The volume stays the same for all images.
Preset preset(const std::string& id, const ImageShape& shape) {
    auto values = glowPreset(id, shape);
    if (id == "paper") return values;
    values.model["prior"] = std::string("learned");
    if (id == "quick") values.train["steps"] = std::int64_t{1'200};
    return values;
}

}  // namespace

ModelKind kind() {
    using Int = std::int64_t;
    return {.id = "cv_glow",
            .title = "Constant-volume Glow",
            .source = "Nalisnick et al. 2019, section 4",
            .options = glowOptionFields(),
            .presets = {"quick", "small", "paper"},
            .preset = preset,
            .make = [](const OptionValues& values, ByteSpace space,
                       std::uint64_t seed) { return makeGlow(values, CouplingForm::Additive, space, seed); },
            .trial = {{"levels", Int{1}}, {"steps", Int{2}}, {"hidden", Int{4}}}};
}

}  // namespace nescio::models::cv_glow
