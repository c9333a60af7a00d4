#include "toy_model.h"

#include "core/density/density_model.h"
#include "core/models/model_kind.h"

namespace nescio {
namespace {

/// Every pixel has a distribution of its own, or all share one: log P(x) = sum over pixels of log p_i(x_i).
class ToyModel : public DensityModel {
  public:
    ToyModel(ByteSpace space, bool shared)
        : DensityModel(space),
          m_logits(register_parameter(
              "logits", torch::zeros({shared ? 1 : space.shape.dims(), std::int64_t{space.levels}}))) {}

    [[nodiscard]] std::vector<TermInfo> termInfos() const override {
        return {{.label = "toy pixels", .kind = TermKind::Conditional}};
    }
    [[nodiscard]] Tightness tightness() const override { return Tightness::Exact; }
    [[nodiscard]] DrawRule drawRule() const override { return DrawRule::Once; }
    [[nodiscard]] std::vector<torch::Tensor> pixelMaps(const torch::Tensor& bytes,
                                                       const NoiseKey&) const override {
        return {byteNats(bytes).view(bytes.sizes()).sum(1)};
    }
    [[nodiscard]] torch::Tensor sample(double, const NoiseKey& noise, const StepReport&) const override {
        const auto u = uniformNoise(noise, NoiseStream::Bytes, shape().dims()).unsqueeze(2);
        const auto upTo = torch::softmax(m_logits, 1).cumsum(1).unsqueeze(0);
        const auto levels = (upTo < u).sum(2).clamp_max(space().levels - 1);
        return levels.to(torch::kUInt8).view({-1, shape().channels, shape().height, shape().width});
    }
    [[nodiscard]] std::string noLatents() const override { return "a toy has no latents"; }

  private:
    /// Shapes: -> [N, C*H*W].
    [[nodiscard]] torch::Tensor byteNats(const torch::Tensor& bytes) const {
        const auto logP = torch::log_softmax(m_logits, 1).expand({shape().dims(), -1});
        return logP.t().gather(0, bytes.flatten(1).to(torch::kInt64));
    }
    [[nodiscard]] std::vector<torch::Tensor> termsOf(const torch::Tensor& bytes,
                                                     const NoiseKey&) const override {
        return {byteNats(bytes).sum(1)};
    }

    torch::Tensor m_logits;
};

}  // namespace

void addToyModel() {
    using Int = std::int64_t;
    addModelKind({.id = "toy",
                  .title = "Toy of a test",
                  .source = "nowhere",
                  .options = {{.id = "shared",
                               .title = "One for all",
                               .standard = false,
                               .help = "All pixels share one distribution."}},
                  .presets = {"quick"},
                  .preset =
                      [](const std::string&, const ImageShape&) {
                          return Preset{.model = {},
                                        .train = {{"steps", Int{30}},
                                                  {"batch", Int{32}},
                                                  {"warmup", Int{0}},
                                                  {"learning_rate", 0.1}}};
                      },
                  .make =
                      [](const OptionValues& values, ByteSpace space, std::uint64_t) {
                          return std::make_shared<ToyModel>(space, boolOption(values, "shared"));
                      },
                  .trial = {}});
}

}  // namespace nescio
