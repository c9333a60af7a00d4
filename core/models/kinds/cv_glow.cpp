// Glow whose volume is one number for all images: couplings only shift, and the prior's scale reads nothing
// of the image. Whatever ranks images under it is the density of their latents.

#include "core/models/glow_flow.h"

namespace nescio::models::cv_glow {
namespace {

/// Glow's, but for the prior. A conditional scale would be an affine coupling, whose log-determinant differs
/// from image to image by hundreds of nats; runs from before this was ruled out open, and show it as volume.
std::vector<OptionField> options() {
    auto fields = glowOptionFields();
    for (auto& field : fields)
        if (field.id == "prior") {
            field.help =
                "fixed: N(0, I); steady: mean learned, conditional at each factor-out, and one scale a "
                "channel, so that the volume stays one number for all images.";
            field.choices = {"fixed", "steady"};
            field.former = {"learned"};
        }
    return fields;
}

/// Glow's, with half as many steps again for the quick one: couplings that only shift learn more slowly.
Preset preset(const std::string& id, const ImageShape& shape) {
    auto values = glowPreset(id, shape);
    if (id == "quick") values.train["steps"] = std::int64_t{1'200};
    return values;
}

}  // namespace

ModelKind kind() {
    using Int = std::int64_t;
    return {.id = "cv_glow",
            .title = "Constant-volume Glow",
            .source = "Nalisnick et al. 2019, section 4",
            .options = options(),
            .presets = {"quick", "small", "paper"},
            .preset = preset,
            .make = [](const OptionValues& values, ByteSpace space,
                       std::uint64_t seed) { return makeGlow(values, CouplingForm::Additive, space, seed); },
            .trial = {{"levels", Int{1}}, {"steps", Int{2}}, {"hidden", Int{4}}},
            .notes = glowPresetNotes()};
}

}  // namespace nescio::models::cv_glow
