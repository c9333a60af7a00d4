// Likelihood regret: how much a VAE's bound of an image gains when the encoder, and it alone, is trained on
// this image for a while.

#include <cmath>

#include <torch/optim/adam.h>

#include "core/density/frozen_batches.h"
#include "core/density/frozen_model_impl.h"
#include "core/density/variational.h"
#include "core/measures/model_batches.h"
#include "core/nets/autoencoder.h"

namespace nescio::measures::regret {
namespace {

constexpr int kSteps = 100;
constexpr double kLearningRate = 2e-4, kWeightDecay = 5e-5;
constexpr std::int64_t kDraws = 200, kDrawsAtOnce = 50;
constexpr std::uint64_t kBoundDraw = 0, kStepDraw = 1;

const Variational* variational(const DensityModel& model) {
    return dynamic_cast<const Variational*>(&model);
}

/// Noise of one image, a row a draw: `rows` of them from `first` on, the image's own whatever its batch.
NoiseKey rowsOfNoise(std::uint64_t seed, std::int64_t noiseKey, std::uint64_t draw, std::int64_t first,
                     std::int64_t rows) {
    return {
        .seed = seed ^ static_cast<std::uint64_t>(noiseKey), .images = indexRange(first, rows), .draw = draw};
}

/// One image, its encoder, and the model that judges it.
class OneImage {
  public:
    OneImage(const Variational& model, const ImageBatch& image, std::uint64_t seed)
        : m_model(model),
          m_bytes(image.bytes),
          m_key(image.noiseKeys.front()),
          m_seed(seed),
          m_encoder(model.encoderCopy()) {}

    /// The logarithm of the mean weight of kDraws draws, the same ones at every call.   Units: nats.
    [[nodiscard]] torch::Tensor bound() const {
        const torch::NoGradGuard noGrad;
        std::vector<torch::Tensor> weights;
        for (std::int64_t first = 0; first < kDraws; first += kDrawsAtOnce) {
            const auto n = std::min(kDrawsAtOnce, kDraws - first);
            const auto noise = rowsOfNoise(m_seed, m_key, kBoundDraw, first, n);
            weights.push_back(
                m_model.logWeights(*m_encoder, m_bytes.expand({n, -1, -1, -1}), noise).to(torch::kFloat64));
        }
        return torch::logsumexp(torch::cat(weights), 0) - std::log(static_cast<double>(kDraws));
    }

    /// false when stopped.
    bool trainEncoder(const std::stop_token& stop) {
        const torch::AutoGradMode grad(true);
        auto parameters = m_encoder->parameters();
        torch::optim::Adam adam(parameters,
                                torch::optim::AdamOptions(kLearningRate).weight_decay(kWeightDecay));
        for (std::int64_t step = 0; step < kSteps; ++step) {
            if (stop.stop_requested()) return false;
            const auto noise = rowsOfNoise(m_seed, m_key, kStepDraw, step, 1);
            const auto loss = -m_model.evidenceBound(*m_encoder, m_bytes, noise).sum();
            // In the encoder's parameters alone: backward() would write into those of the frozen decoder.
            const auto gradients = torch::autograd::grad({loss}, parameters);
            for (std::size_t i = 0; i < parameters.size(); ++i) parameters[i].mutable_grad() = gradients[i];
            adam.step();
        }
        return true;
    }

  private:
    const Variational& m_model;
    torch::Tensor m_bytes;
    std::int64_t m_key;
    std::uint64_t m_seed;
    std::shared_ptr<Encoder> m_encoder;
};

std::optional<std::vector<MeasuredColumn>> measure(const MeasureInput& input) {
    const auto& model = *variational(modelOf(input));
    return inBatches(input, {.stage = "likelihood regret",
                             .columns = {{"regret", "nats", {}}},
                             .padded = false,
                             .work = [&](const ImageBatch& image) {
                                 OneImage one(model, image, input.evaluation.seed);
                                 const auto before = one.bound();
                                 if (!one.trainEncoder(input.stop)) return torch::Tensor();
                                 return (one.bound() - before).view({1, 1});
                             }});
}

}  // namespace

/// Steps, rate, decay and the closed divergence are those of the published code; it takes 1,000 draws anew
/// for each of the two bounds. Here these are 200, and the same for both, so that their difference varies
/// less.
MeasureKind kind() {
    return {.id = "regret",
            .title = "likelihood regret of the encoder",
            .cost = "100 training steps of the encoder and 400 importance draws, one image at a time",
            .source = "Xiao et al. 2020, Likelihood regret",
            .need = MeasureNeed::Model,
            .onRequest = true,
            .whyNot =
                [](const FrozenModel& model) {
                    return variational(*model.impl().model)
                               ? std::string()
                               : "expected a model with an encoder, which a VAE is; found one without";
                },
            .measure = measure};
}

}  // namespace nescio::measures::regret
