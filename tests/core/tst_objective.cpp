// A model may bring an objective of its own: training then lowers that, and writes it down.

#include <QtTest>

#include <numbers>

#include "core/density/density_model.h"
#include "core/models/model_kind.h"
#include "core/train/trainer.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

constexpr ImageShape kTinyShape{1, 2, 2};

NoiseKey keyOfFirst(std::int64_t n) {
    NoiseKey noise{.seed = 1};
    for (std::int64_t i = 0; i < n; ++i) noise.images.push_back(i);
    return noise;
}

torch::Tensor fewBytes() {
    return torch::arange(32, torch::kInt64).mul(7).remainder(256).to(torch::kUInt8).view({8, 1, 2, 2});
}

/// Uniform over bytes whatever its one parameter is, which only its own objective knows: like a diffusion
/// model, whose training minimises the error of a guess and not its bound.
class Guesser : public DensityModel {
  public:
    Guesser() : DensityModel({kTinyShape}) { guess = register_parameter("guess", torch::zeros({1})); }

    std::vector<TermInfo> termInfos() const override { return {{"pixels", TermKind::Conditional}}; }
    Tightness tightness() const override { return Tightness::Exact; }
    std::string noLatents() const override { return "a guesser has none"; }
    torch::Tensor sample(double, const NoiseKey&, const StepReport&) const override { return {}; }
    Objective objective(const torch::Tensor& bytes, const NoiseKey&) const override {
        const auto error = (bytes.to(torch::kFloat32).flatten(1).mean(1) / 255 - guess).square().mean();
        return {.loss = error, .density = error * 0, .volume = error * 0};
    }

    torch::Tensor guess;

  private:
    std::vector<torch::Tensor> termsOf(const torch::Tensor&, const NoiseKey&) const override {
        return {torch::full({}, -kTinyShape.dims() * std::log(256.0)) + guess.sum() * 0};
    }
};

}  // namespace

class TestObjective : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aModelsOwnObjectiveIsMinimisedAndWrittenDown() {
        const auto model = std::make_shared<Guesser>();
        Trainer trainer(model, trainOptionsFrom({{"learning_rate", 0.05}, {"warmup", std::int64_t{0}}}));
        const auto ofImages = fewBytes().to(torch::kFloat32).flatten(1).mean(1) / 255;
        const double wanted = ofImages.mean().item<double>();
        trainer.step(fewBytes(), keyOfFirst(8));
        const auto first = trainer.takeMeters();
        QVERIFY(std::abs(first.total - ofImages.square().mean().item<double>()) < 1e-6);
        QCOMPARE(first.density, 0.0);
        for (int step = 0; step < 60; ++step) trainer.step(fewBytes(), keyOfFirst(8));
        QVERIFY(std::abs(model->guess.item<double>() - wanted) < 0.05);
        // The likelihood is what it was: nobody trained that.
        QVERIFY(std::abs(bitsPerDim(model->logLikelihood(fewBytes(), keyOfFirst(8))[0].item<double>(), 4) -
                         8) < 1e-6);
    }

    void withoutOneItIsMinusLogPInItsParts() {
        const auto& kind = modelKind("glow");
        const auto model = kind.make(completed(kind.options, kind.trial), {{1, 4, 4}}, 1);
        const auto bytes = torch::arange(128, torch::kInt64).mul(5).remainder(256).to(torch::kUInt8);
        const auto images = bytes.view({8, 1, 4, 4});
        model->initializeFrom(images, keyOfFirst(8));
        const auto objective = model->objective(images, keyOfFirst(8));
        const double bits =
            -model->logLikelihood(images, keyOfFirst(8)).mean().item<double>() / (16 * std::numbers::ln2);
        QVERIFY(std::abs(objective.loss.item<double>() - bits) < 1e-5);
        const double parts = objective.density.item<double>() + objective.volume.item<double>();
        QVERIFY(std::abs(parts + 8 - bits) < 1e-5);  // the rest is log2 256
    }
};

NESCIO_TEST(tst_objective, TestObjective)
#include "tst_objective.moc"
