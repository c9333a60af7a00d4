// Every registered model: its terms sum to its total, the same key gives the same number, one image does not
// see the others, a few steps lower the loss, weights survive a round trip, samples are bytes.

#include <QtTest>

#include "core/density/frozen_model_impl.h"
#include "core/density/weights.h"
#include "core/train/trainer.h"
#include "tests/datasets/expect_error.h"

using namespace nescio;

namespace {

const ImageShape kShape{1, 4, 4};

std::vector<std::int64_t> firstIndices(std::int64_t n) {
    std::vector<std::int64_t> indices;
    for (std::int64_t i = 0; i < n; ++i) indices.push_back(i);
    return indices;
}

/// Images with structure to learn: a slope of random steepness.
torch::Tensor someBytes(std::int64_t n) {
    const auto steepness = uniformNoise({3, firstIndices(n), 0}, NoiseStream::Latent, 1).view({n, 1, 1, 1});
    const auto slope = torch::arange(16, torch::kFloat32).view({1, 1, 4, 4}) * 15;
    return (slope * steepness).floor().to(torch::kUInt8);
}

NoiseKey key(std::int64_t n, std::uint64_t draw = 0) { return {1, firstIndices(n), draw}; }

std::shared_ptr<DensityModel> started(const ModelKind& kind) {
    auto model = kind.make(completed(kind.options, kind.trial), kShape, 1);
    model->initializeFrom(someBytes(32), key(32));
    return model;
}

TrainOptions fewSteps() {
    return trainOptionsFrom({{"steps", std::int64_t{10}}, {"warmup", std::int64_t{0}}, {"learning_rate", 5e-3}});
}

double meanLoss(const DensityModel& model) {
    const torch::NoGradGuard noGrad;
    return -model.logLikelihood(someBytes(32), key(32)).mean().item<double>();
}

}  // namespace

class TestModels : public QObject {
    Q_OBJECT

    template <class Check>
    void forEach(Check check) {
        for (const auto& kind : modelKinds()) {
            check(kind, kind.id.c_str());
            if (QTest::currentTestFailed()) return;
        }
    }

  private Q_SLOTS:
    void everyModelDeclaresItself() {
        forEach([](const ModelKind& kind, const char* name) {
            QVERIFY2(!kind.title.empty() && !kind.source.empty() && !kind.presets.empty(), name);
            for (const auto& field : kind.options)
                QVERIFY2(!field.title.empty() && !field.help.empty(), (kind.id + "." + field.id).c_str());
        });
    }

    void termsSumToTheTotal() {
        forEach([](const ModelKind& kind, const char* name) {
            const torch::NoGradGuard noGrad;
            const auto model = started(kind);
            model->to(torch::kFloat64);
            const auto terms = model->terms(someBytes(8), key(8));
            QCOMPARE(terms.size(), model->termInfos().size());
            const auto sums = asTable(terms, 8).sum(1);
            const auto totals = model->logLikelihood(someBytes(8), key(8));
            QVERIFY2(((sums - totals) / totals).abs().max().item<double>() < 1e-9, name);
        });
    }

    void theSameKeyGivesTheSameNumber() {
        forEach([](const ModelKind& kind, const char* name) {
            const torch::NoGradGuard noGrad;
            const auto model = started(kind);
            const auto first = model->logLikelihood(someBytes(8), key(8));
            QVERIFY2(torch::equal(first, model->logLikelihood(someBytes(8), key(8))), name);
            const auto again = started(kind)->logLikelihood(someBytes(8), key(8));
            QVERIFY2(torch::equal(first, again), name);  // made anew from the same seed
        });
    }

    void oneImageDoesNotSeeTheOthers() {
        forEach([](const ModelKind& kind, const char* name) {
            const torch::NoGradGuard noGrad;
            const auto model = started(kind);
            const auto all = model->logLikelihood(someBytes(8), key(8));
            auto others = someBytes(8);
            others.slice(0, 0, 5).fill_(200);
            const auto changed = model->logLikelihood(others, key(8));
            QVERIFY2((all[6] - changed[6]).abs().item<double>() < 1e-4, name);
            const auto alone = model->logLikelihood(someBytes(8).narrow(0, 6, 1), {1, {6}, 0});
            QVERIFY2((all[6] - alone[0]).abs().item<double>() < 1e-4, name);
        });
    }

    void tenStepsLowerTheLoss() {
        forEach([](const ModelKind& kind, const char* name) {
            const auto model = started(kind);
            const double before = meanLoss(*model);
            Trainer trainer(model, fewSteps());
            for (int step = 0; step < 10; ++step) trainer.step(someBytes(32), key(32));
            trainer.requireFinite();
            QVERIFY2(meanLoss(*model) < before, name);
            QCOMPARE(trainer.takeMeters().steps, 10);
        });
    }

    void weightsSurviveTheRoundTrip() {
        forEach([](const ModelKind& kind, const char* name) {
            const auto model = started(kind);
            Trainer trainer(model, fewSteps());
            for (int step = 0; step < 3; ++step) trainer.step(someBytes(32), key(32));
            auto copy = kind.make(completed(kind.options, kind.trial), kShape, 77);
            loadWeights(*copy, weightsOf(*model));
            copy->markReady();
            const torch::NoGradGuard noGrad;
            QVERIFY2(torch::equal(copy->logLikelihood(someBytes(8), key(8)),
                                  model->logLikelihood(someBytes(8), key(8))),
                     name);
        });
    }

    void weightsOfAnotherModelAreRefused() {
        const auto& kind = modelKind("glow");
        const auto model = started(kind);
        auto weights = weightsOf(*model);
        weights.pop_back();
        QCOMPARE(whyNot<RunFileError>([&] { loadWeights(*model, weights); }, {"expected", "found none"}), QString());
        weights = weightsOf(*model);
        weights[0].shape = {1, 2, 3};
        QCOMPARE(whyNot<RunFileError>([&] { loadWeights(*model, weights); }, {"shape", "1, 2, 3"}), QString());
    }

    void moreDrawsAreTheMeanOfSingleOnes() {
        forEach([](const ModelKind& kind, const char* name) {
            const torch::NoGradGuard noGrad;
            const auto model = started(kind);
            if (model->tightness() == Tightness::Exact) return;
            RunSummary summary;
            summary.spec.model = kind.id;
            summary.spec.modelOptions = kind.trial;
            summary.shape = kShape;
            const auto bytes = someBytes(8);
            ImageSet set{.id = "slopes", .shape = kShape, .count = 8, .available = 8};
            set.bytes.assign(bytes.data_ptr<std::uint8_t>(), bytes.data_ptr<std::uint8_t>() + bytes.numel());
            const auto table = *freeze(*model, summary, torch::kCPU)->score(set, {.draws = 3, .seed = 1});
            auto mean = torch::zeros({8}, torch::kFloat64);
            for (std::uint64_t draw = 0; draw < 3; ++draw)
                mean += asTable(model->terms(bytes, key(8, draw)), 8).sum(1) / 3;
            for (std::int64_t i = 0; i < 8; ++i)
                QVERIFY2(std::abs(table.totalNats(static_cast<std::size_t>(i)) - mean[i].item<double>()) < 1e-6,
                         name);
        });
    }

    void samplesAreBytesAndRepeatable() {
        forEach([](const ModelKind& kind, const char* name) {
            const torch::NoGradGuard noGrad;
            const auto model = started(kind);
            const auto samples = model->sample(1.0, key(5));
            QCOMPARE(samples.scalar_type(), torch::kUInt8);
            QVERIFY2(samples.sizes().equals({5, 1, 4, 4}), name);
            QVERIFY2(torch::equal(samples, model->sample(1.0, key(5))), name);
        });
    }

    void wrongShapesAndTypesAreRefused() {
        forEach([](const ModelKind& kind, const char* name) {
            const auto model = started(kind);
            const auto wrong = whyNot<ShapeError>(
                [&] { (void)model->terms(torch::zeros({2, 3, 4, 4}, torch::kUInt8), key(2)); },
                {"1×4×4", "2×3×4×4"});
            QVERIFY2(wrong.isEmpty(), qPrintable(QString(name) + ": " + wrong));
            const auto type =
                whyNot<ShapeError>([&] { (void)model->terms(torch::zeros({2, 1, 4, 4}), key(2)); }, {"bytes"});
            QVERIFY2(type.isEmpty(), qPrintable(QString(name) + ": " + type));
        });
    }

    void learnedPriorsAndLuMixingTrainToo() {
        const auto& kind = modelKind("glow");
        auto options = kind.trial;
        options["levels"] = std::int64_t{2};
        options["prior"] = std::string("learned");
        options["mixing"] = std::string("lu");
        options["net"] = std::string("highway");
        auto model = kind.make(completed(kind.options, options), kShape, 1);
        model->initializeFrom(someBytes(32), key(32));
        const double before = meanLoss(*model);
        Trainer trainer(model, fewSteps());
        for (int step = 0; step < 10; ++step) trainer.step(someBytes(32), key(32));
        QVERIFY(meanLoss(*model) < before);
        const torch::NoGradGuard noGrad;
        model->to(torch::kFloat64);
        QVERIFY(model->sample(1.0, key(2)).sizes().equals({2, 1, 4, 4}));
    }
};

QTEST_APPLESS_MAIN(TestModels)
#include "tst_models.moc"
