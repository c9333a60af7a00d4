// Likelihood regret against training and bounds written out by hand.

#include <QtTest>

#include <cmath>

#include "core/density/variational.h"
#include "core/nets/autoencoder.h"
#include "tests/core/tiny_models.h"
#include "tests/test_list.h"

using namespace nescio;
using namespace nescio::tests;

namespace {

/// 100 steps of Adam with an L2 penalty on every parameter, as its paper has it.
void trainByHand(const Variational& model, Encoder& encoder, const torch::Tensor& bytes, NoiseKey noise) {
    const torch::AutoGradMode grad(true);
    auto parameters = encoder.parameters();
    std::vector<torch::Tensor> first, second;
    for (const auto& p : parameters) {
        first.push_back(torch::zeros_like(p).detach());
        second.push_back(torch::zeros_like(p).detach());
    }
    for (int step = 1; step <= 100; ++step) {
        noise.images = {step - 1};
        const auto loss = -model.evidenceBound(encoder, bytes, noise).sum();
        const auto gradients = torch::autograd::grad({loss}, parameters);
        const torch::NoGradGuard noGrad;
        for (std::size_t i = 0; i < parameters.size(); ++i) {
            const auto g = gradients[i] + 5e-5 * parameters[i];
            first[i] = 0.9 * first[i] + 0.1 * g;
            second[i] = 0.999 * second[i] + 0.001 * g * g;
            const auto m = first[i] / (1 - std::pow(0.9, step)), v = second[i] / (1 - std::pow(0.999, step));
            parameters[i] -= 2e-4 * m / (v.sqrt() + 1e-8);
        }
    }
}

double boundByHand(const Variational& model, const Encoder& encoder, const torch::Tensor& bytes,
                   NoiseKey noise) {
    const torch::NoGradGuard noGrad;
    noise.images = indexRange(0, 200);
    const auto weights = model.logWeights(encoder, bytes.expand({200, -1, -1, -1}), noise);
    return torch::logsumexp(weights, 0).item<double>() - std::log(200.0);
}

}  // namespace

class TestRegret : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void bothBoundsHaveOneMean() {
        const torch::NoGradGuard noGrad;
        const auto model = inDouble(tiny("vae"));
        const auto& vae = dynamic_cast<const Variational&>(*model);
        const auto encoder = vae.encoderCopy();
        const auto bytes = tinyBytes(1).expand({4000, -1, -1, -1});
        const NoiseKey noise{.seed = 1, .images = indexRange(0, 4000)};
        const auto gap = vae.logWeights(*encoder, bytes, noise) - vae.evidenceBound(*encoder, bytes, noise);
        const double error = gap.std().item<double>() / std::sqrt(4000.0);
        QVERIFY(error < 0.1);
        QVERIFY2(std::abs(gap.mean().item<double>()) < 5 * error, "the divergence is that of the draws");
    }

    void regretIsWhatTheEncoderGains() {
        const auto bytes = tinyBytes(2);
        const auto set = setOf(bytes);
        const auto found = measuredNow("regret", tiny("vae"), set, {.seed = 5});
        const auto& vae = dynamic_cast<const Variational&>(*tiny("vae").impl().model);
        for (std::int64_t i = 0; i < 2; ++i) {
            const auto image = bytes.narrow(0, i, 1);
            const auto key = noiseOf(setOf(image), 5).images.front();
            const NoiseKey judged{.seed = 5 ^ static_cast<std::uint64_t>(key), .draw = 0};
            const NoiseKey trained{.seed = judged.seed, .draw = 1};
            const auto encoder = vae.encoderCopy();
            const double before = boundByHand(vae, *encoder, image, judged);
            trainByHand(vae, *encoder, image, trained);
            const double gain = boundByHand(vae, *encoder, image, judged) - before;
            const double value = found.columns[0].values[static_cast<std::size_t>(i)];
            QVERIFY2(agree(value, gain, 1e-3), std::to_string(value - gain).c_str());
            QVERIFY(std::abs(gain) > 1e-2);  // or the comparison would show nothing
        }
    }
};

NESCIO_TEST(tst_regret, TestRegret)
#include "tst_regret.moc"
