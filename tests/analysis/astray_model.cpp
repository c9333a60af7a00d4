#include "tests/analysis/astray_model.h"

#include <cmath>

#include "core/density/density_model.h"
#include "core/density/made_bytes.h"
#include "core/models/model_kind.h"

namespace nescio::tests {
namespace {

class AstrayModel : public DensityModel {
  public:
    explicit AstrayModel(ByteSpace space) : DensityModel(space) {
        m_level = register_parameter("level", torch::full({}, 100.0));
    }
    [[nodiscard]] std::vector<TermInfo> termInfos() const override {
        return {{"distance", TermKind::Conditional}};
    }
    [[nodiscard]] Tightness tightness() const override { return Tightness::Exact; }
    [[nodiscard]] DrawRule drawRule() const override { return DrawRule::Once; }
    [[nodiscard]] torch::Tensor sample(double temperature, const NoiseKey& noise,
                                       const StepReport&) const override {
        const auto n = static_cast<std::int64_t>(noise.images.size());
        auto levels = torch::full({n, shape().channels, shape().height, shape().width}, 40.0);
        for (std::int64_t i = 0; i < n; ++i)
            if (temperature > 2 || noise.images[static_cast<std::size_t>(i)] % 2 == 1)
                levels[i][0][0][0] = NAN;
        return toBytes(levels, space().levels);
    }
    [[nodiscard]] std::string noLatents() const override { return "it has none"; }

  private:
    [[nodiscard]] std::vector<torch::Tensor> termsOf(const torch::Tensor& bytes,
                                                     const NoiseKey&) const override {
        const auto far = -(bytes.to(torch::kFloat32) - m_level).square().flatten(1).mean(1) - 1000;
        const auto bad = bytes.flatten(1).select(1, 0).eq(0);
        return {torch::where(bad, torch::full({}, NAN), far)};
    }
    torch::Tensor m_level;
};

}  // namespace

void addAstrayModel() {
    addModelKind({.id = "astray",
                  .title = "Astray, of a test",
                  .source = "nowhere",
                  .options = {},
                  .presets = {"quick"},
                  .preset = [](const std::string&, const ImageShape&) { return Preset{}; },
                  .make = [](const OptionValues&, ByteSpace space,
                             std::uint64_t) { return std::make_shared<AstrayModel>(space); },
                  .trial = {}});
}

}  // namespace nescio::tests
