// Variational autoencoder: a bound on log P(x) from latents drawn around what an encoder says of x.
// Source: Kingma & Welling 2014; the bound of k importance draws: Burda et al. 2016. Convolutional networks
// and categorical pixels as in Nalisnick et al. 2019, appendix A; the networks' sizes are ours.

#include <cmath>

#include "core/density/byte_likelihood.h"
#include "core/density/density_model.h"
#include "core/density/made_bytes.h"
#include "core/density/variational.h"
#include "core/math/gaussian.h"
#include "core/math/require_shape.h"
#include "core/models/model_kind.h"
#include "core/nets/autoencoder.h"

namespace nescio::models::vae {
namespace {

std::vector<OptionField> options() {
    using Int = std::int64_t;
    return {
        {.id = "latents",
         .title = "Latents",
         .standard = Int{32},
         .minimum = 1,
         .maximum = 4096,
         .unit = "numbers",
         .help = "Size of the code that an image is squeezed through."},
        {.id = "hidden",
         .title = "Hidden channels",
         .standard = Int{32},
         .minimum = 1,
         .maximum = 2048,
         .unit = "channels",
         .help = "Width of the encoder's first and the decoder's last convolution."},
        {.id = "likelihood",
         .title = "Pixel likelihood",
         .standard = std::string("categorical"),
         .help =
             "categorical: 256 free probabilities a byte; logistic: one discretised logistic; gaussian: a "
             "continuous density over dequantised bytes, for comparison.",
         .choices = {"categorical", "logistic", "gaussian"}},
    };
}

Preset preset(const std::string& id, const ImageShape& shape) {
    using Int = std::int64_t;
    const bool quick = id == "quick";
    const bool cheap = quick && shape.channels > 1;  // three softmaxes a pixel would take all of the time
    return {.model = {{"latents", Int{id == "paper" ? 100 : 32}},
                      {"hidden", Int{quick ? 24 : 64}},
                      {"likelihood", std::string(cheap ? "logistic" : "categorical")}},
            .train = {{"optimiser", std::string("adam")},
                      {"batch", Int{32}},
                      {"steps", Int{quick           ? 1'500
                                    : id == "small" ? 6'000
                                                    : 100'000}},
                      {"learning_rate", quick ? 2e-3 : 1e-3},
                      {"decay", std::string("cosine")}}};
}

/// log p(x | z) read from what the decoder gives.
class PixelDensity {
  public:
    virtual ~PixelDensity() = default;
    [[nodiscard]] virtual int parametersPerByte() const = 0;
    /// Shapes: parameters [N,C,P,H,W] -> [N].   Units: nats.
    /// Bytes, or values between them; differentiable in those.
    [[nodiscard]] virtual torch::Tensor logDensity(const torch::Tensor& parameters,
                                                   const torch::Tensor& bytes,
                                                   const NoiseKey& noise) const = 0;
    /// The expected image, or one drawn with u where that is defined.
    /// Shapes: u [N,C,H,W] or undefined -> levels [N,C,H,W], not yet whole ones within the range.
    [[nodiscard]] virtual torch::Tensor image(const torch::Tensor& parameters,
                                              const torch::Tensor& u) const = 0;
};

class DiscretePixels : public PixelDensity {
  public:
    DiscretePixels(std::unique_ptr<ByteLikelihood> bytes, int levels)
        : m_bytes(std::move(bytes)), m_levels(levels) {}
    int parametersPerByte() const override { return m_bytes->parametersPerByte(); }
    torch::Tensor logDensity(const torch::Tensor& parameters, const torch::Tensor& bytes,
                             const NoiseKey&) const override {
        return sumPerImage(bytes.is_floating_point() ? relaxedLogProbability(*m_bytes, parameters, bytes)
                                                     : m_bytes->logProbability(parameters, bytes));
    }
    torch::Tensor image(const torch::Tensor& parameters, const torch::Tensor& u) const override {
        const auto logP = m_bytes->logProbabilities(parameters.movedim(2, -1));
        if (u.defined()) {
            countNotFinite(logP.exp());  // an impossible level is none to count
            return drawLevels(logP, u, 1);
        }
        return (logP.exp() * torch::arange(m_levels, logP.options())).sum(-1).round();
    }

  private:
    std::unique_ptr<ByteLikelihood> m_bytes;
    int m_levels;
};

/// N(mean, scale^2) over u = (x + noise) / levels, with the change of units to bytes counted in: like a
/// flow's it bounds the probability of the byte from below.
class GaussianPixels : public PixelDensity {
  public:
    explicit GaussianPixels(int levels) : m_levels(levels) {}
    int parametersPerByte() const override { return 2; }
    torch::Tensor logDensity(const torch::Tensor& parameters, const torch::Tensor& bytes,
                             const NoiseKey& noise) const override {
        const auto fill = uniformNoise(noise, NoiseStream::Dequantize, bytes[0].numel()).view(bytes.sizes());
        const auto u = (bytes.to(parameters.options()) + fill.to(parameters.options())) / m_levels;
        const auto nats = normalLogDensity(u, parameters.select(2, 0), logScale(parameters));
        return nats - static_cast<double>(bytes[0].numel()) * std::log(m_levels);
    }
    torch::Tensor image(const torch::Tensor& parameters, const torch::Tensor& u) const override {
        auto value = parameters.select(2, 0);
        if (u.defined()) value = value + torch::exp(logScale(parameters)) * normalQuantile(u);
        return value * m_levels;
    }

  private:
    /// Kept inside the open interval. On the CPU: CUDA's erfinv is compiled by LibTorch at run time.
    static torch::Tensor normalQuantile(const torch::Tensor& u) {
        const auto inside = 2 * u.cpu().clamp(1e-6, 1 - 1e-6) - 1;
        return (torch::erfinv(inside) * std::sqrt(2.0)).to(u.device());
    }
    /// Narrower than a tenth of a bin gains nothing and would let a constant pixel's density grow for ever.
    torch::Tensor logScale(const torch::Tensor& parameters) const {
        return (parameters.select(2, 1) + kStartLogScale).clamp_min(std::log(0.1 / m_levels));
    }
    static constexpr double kStartLogScale = -2.0;  // of a network that says zero
    int m_levels;
};

std::unique_ptr<PixelDensity> makePixels(const std::string& id, int levels) {
    if (id == "gaussian") return std::make_unique<GaussianPixels>(levels);
    return std::make_unique<DiscretePixels>(
        id == "categorical" ? makeCategorical(levels) : makeLogisticMixture(levels, 1), levels);
}

/// One importance weight a draw: log p(x | z) + log p(z) - log q(z | x) with z = mean + scale * noise from
/// q(. | x). The mean over draws is the evidence bound; the log of the mean weight is the tighter one.
class Vae : public DensityModel, public Variational {
  public:
    Vae(ByteSpace space, int latents, int hidden, std::unique_ptr<PixelDensity> pixels,
        const torch::Generator& generator)
        : DensityModel(space), m_latents(latents), m_hidden(hidden), m_pixels(std::move(pixels)) {
        const auto& image = space.shape;
        m_encoder = register_module("encoder", newEncoder(generator));
        m_decoder = register_module(
            "decoder", std::make_shared<Decoder>(latents, hidden, image,
                                                 image.channels * m_pixels->parametersPerByte(), generator));
    }

    std::vector<TermInfo> termInfos() const override {
        return {{"reconstruction · log p(x|z)", TermKind::Reconstruction},
                {"divergence · log p(z) − log q(z|x)", TermKind::Divergence}};
    }
    Tightness tightness() const override { return Tightness::LowerBound; }
    DrawRule drawRule() const override { return DrawRule::LogMeanExp; }

    torch::Tensor relaxedLogLikelihood(const torch::Tensor& values, const NoiseKey& noise) const override {
        const auto parts = termsOf(values, noise);
        return parts[0] + parts[1];
    }

    torch::Tensor sample(double temperature, const NoiseKey& noise, const StepReport&) const override {
        const auto z = normalNoise(noise, NoiseStream::Latent, m_latents).to(weightOptions()) * temperature;
        const auto n = static_cast<std::int64_t>(noise.images.size());
        const auto u = uniformNoise(noise, NoiseStream::Bytes, shape().dims())
                           .to(weightOptions())
                           .view({n, shape().channels, shape().height, shape().width});
        return toBytes(m_pixels->image(decoded(z), u), space().levels);
    }

    std::string noLatents() const override { return {}; }
    torch::Tensor encode(const torch::Tensor& bytes, const NoiseKey&) const override {
        requireShape(bytes, shape(), "encoding");
        return posterior(*m_encoder, bytes).mean;
    }
    torch::Tensor decode(const torch::Tensor& latents) const override {
        return toBytes(m_pixels->image(decoded(latents), {}), space().levels);
    }

    std::shared_ptr<Encoder> encoderCopy() const override {
        auto copy = newEncoder(at::make_generator<at::CPUGeneratorImpl>(0));
        copy->to(weightOptions().device(), weightOptions().dtype().toScalarType());
        const torch::NoGradGuard noGrad;
        const auto from = m_encoder->parameters();
        auto to = copy->parameters();
        for (std::size_t i = 0; i < to.size(); ++i) to[i].copy_(from[i]);
        return copy;
    }
    torch::Tensor logWeights(const Encoder& encoder, const torch::Tensor& bytes,
                             const NoiseKey& noise) const override {
        const auto parts = termsUnder(encoder, bytes, noise);
        return parts[0] + parts[1];
    }
    torch::Tensor evidenceBound(const Encoder& encoder, const torch::Tensor& bytes,
                                const NoiseKey& noise) const override {
        const auto [mean, logScale] = posterior(encoder, bytes);
        const auto e = normalNoise(noise, NoiseStream::Posterior, m_latents).to(weightOptions());
        const auto reconstruction =
            m_pixels->logDensity(decoded(mean + torch::exp(logScale) * e), bytes, noise);
        const auto divergence = sumPerImage(mean.square() + torch::exp(2 * logScale) - 1 - 2 * logScale) / 2;
        return reconstruction - divergence;
    }

  private:
    struct Posterior {
        torch::Tensor mean, logScale;  ///< [N,latents]
    };

    std::shared_ptr<Encoder> newEncoder(const torch::Generator& generator) const {
        return std::make_shared<Encoder>(shape(), m_hidden, 2 * m_latents, generator);
    }

    Posterior posterior(const Encoder& encoder, const torch::Tensor& bytes) const {
        const auto x = bytes.to(weightOptions()) * (2.0 / (space().levels - 1)) - 1;
        const auto both = encoder.forward(x).chunk(2, 1);
        return {both[0], both[1]};
    }

    torch::Tensor decoded(const torch::Tensor& z) const {
        const auto& image = shape();
        return m_decoder->forward(z).view(
            {z.size(0), image.channels, m_pixels->parametersPerByte(), image.height, image.width});
    }

    std::vector<torch::Tensor> termsOf(const torch::Tensor& bytes, const NoiseKey& noise) const override {
        return termsUnder(*m_encoder, bytes, noise);
    }

    std::vector<torch::Tensor> termsUnder(const Encoder& encoder, const torch::Tensor& bytes,
                                          const NoiseKey& noise) const {
        const auto [mean, logScale] = posterior(encoder, bytes);
        const auto e = normalNoise(noise, NoiseStream::Posterior, m_latents).to(weightOptions());
        const auto z = mean + torch::exp(logScale) * e;
        // log q(z | x) of z = mean + scale * e, written with e: exact, and no division by a small scale.
        const auto logQ = standardNormalLogDensity(e) - sumPerImage(logScale);
        return {m_pixels->logDensity(decoded(z), bytes, noise), standardNormalLogDensity(z) - logQ};
    }

    int m_latents, m_hidden;
    std::unique_ptr<PixelDensity> m_pixels;
    std::shared_ptr<Encoder> m_encoder;
    std::shared_ptr<Decoder> m_decoder;
};

std::shared_ptr<DensityModel> make(const OptionValues& values, ByteSpace space, std::uint64_t seed) {
    return std::make_shared<Vae>(space, static_cast<int>(intOption(values, "latents")),
                                 static_cast<int>(intOption(values, "hidden")),
                                 makePixels(textOption(values, "likelihood"), space.levels),
                                 at::make_generator<at::CPUGeneratorImpl>(seed));
}

}  // namespace

ModelKind kind() {
    using Int = std::int64_t;
    return {.id = "vae",
            .title = "VAE",
            .source = "Kingma & Welling 2014",
            .options = options(),
            .presets = {"quick", "small", "paper"},
            .preset = preset,
            .make = make,
            .trial = {{"latents", Int{2}}, {"hidden", Int{4}}},
            .notes =
                presetNotes("convolutional networks and categorical pixels as Nalisnick et al. 2019 say "
                            "(recalled, unverified). Ours: all sizes, Adam, the schedule and no L2 penalty")};
}

}  // namespace nescio::models::vae
