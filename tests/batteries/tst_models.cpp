// Every registered model, and an ensemble of two of each: terms sum to the total, the same key gives the same
// number, one image does not see the others, a few steps lower the loss, weights survive a round trip,
// samples are bytes, latents lead back or are refused with a reason.

#include <QtTest>

#include "core/density/dequantized_flow.h"
#include "core/density/frozen_batches.h"
#include "core/models/make_model.h"
#include "core/models/model_kind.h"
#include "core/models/weights.h"
#include "core/train/trainer.h"
#include "core/values/content.h"
#include "tests/datasets/expect_error.h"
#include "tests/test_list.h"

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

NoiseKey key(std::int64_t n, std::uint64_t draw = 0) {
    return {1, firstIndices(n), draw};
}

/// A kind by itself, or as an ensemble.
struct Subject {
    const ModelKind& kind;
    int members;
    [[nodiscard]] RunSpec spec(std::uint64_t seed) const {
        return {.model = kind.id, .preset = "", .modelOptions = kind.trial, .seed = seed, .members = members};
    }
    [[nodiscard]] std::vector<std::shared_ptr<DensityModel>> startedMembers() const {
        auto made = makeMembers(spec(1), kShape, torch::kCPU);
        for (const auto& member : made) member->initializeFrom(someBytes(32), key(32));
        return made;
    }
    [[nodiscard]] std::shared_ptr<DensityModel> started() const { return joined(startedMembers()); }
};

/// Ten steps of each member on one batch.
void train(const std::vector<std::shared_ptr<DensityModel>>& members);

TrainOptions fewSteps() {
    return trainOptionsFrom(
        {{"steps", std::int64_t{10}}, {"warmup", std::int64_t{0}}, {"learning_rate", 5e-3}});
}

void train(const std::vector<std::shared_ptr<DensityModel>>& members) {
    for (const auto& member : members) {
        Trainer trainer(member, fewSteps());
        for (int step = 0; step < 10; ++step) trainer.step(someBytes(32), key(32));
        trainer.requireFinite();
        QCOMPARE(trainer.takeMeters().steps, 10);
    }
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
        for (const auto& kind : modelKinds())
            for (const int members : {1, 2}) {
                const auto name = members == 1 ? kind.id : "ensemble of " + kind.id;
                check(Subject{kind, members}, name.c_str());
                if (QTest::currentTestFailed()) return;
            }
    }

  private Q_SLOTS:
    void everyModelDeclaresItself() {
        for (const auto& kind : modelKinds()) {
            const char* name = kind.id.c_str();
            QVERIFY2(!kind.title.empty() && !kind.source.empty() && !kind.presets.empty(), name);
            for (const auto& field : kind.options)
                QVERIFY2(!field.title.empty() && !field.help.empty(), (kind.id + "." + field.id).c_str());
        }
    }

    void termsSumToTheTotal() {
        forEach([](const Subject& subject, const char* name) {
            const torch::NoGradGuard noGrad;
            const auto model = subject.started();
            model->to(torch::kFloat64);
            const auto terms = model->terms(someBytes(8), key(8));
            QCOMPARE(terms.size(), model->termInfos().size());
            const auto sums = asTable(terms, 8).sum(1);
            const auto totals = model->logLikelihood(someBytes(8), key(8));
            QVERIFY2(((sums - totals) / totals).abs().max().item<double>() < 1e-9, name);
        });
    }

    void theSameKeyGivesTheSameNumber() {
        forEach([](const Subject& subject, const char* name) {
            const torch::NoGradGuard noGrad;
            const auto model = subject.started();
            const auto first = model->logLikelihood(someBytes(8), key(8));
            QVERIFY2(torch::equal(first, model->logLikelihood(someBytes(8), key(8))), name);
            const auto again = subject.started()->logLikelihood(someBytes(8), key(8));
            QVERIFY2(torch::equal(first, again), name);  // made anew from the same seed
        });
    }

    void oneImageDoesNotSeeTheOthers() {
        forEach([](const Subject& subject, const char* name) {
            const torch::NoGradGuard noGrad;
            const auto model = subject.started();
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
        forEach([](const Subject& subject, const char* name) {
            const auto members = subject.startedMembers();
            const auto model = joined(members);
            const double before = meanLoss(*model);
            train(members);
            QVERIFY2(meanLoss(*model) < before, name);
        });
    }

    void weightsSurviveTheRoundTrip() {
        forEach([](const Subject& subject, const char* name) {
            const auto members = subject.startedMembers();
            train(members);
            const auto model = joined(members);
            auto copy = makeModel(subject.spec(77), kShape, torch::kCPU);
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
        const auto model = Subject{kind, 1}.started();
        auto weights = weightsOf(*model);
        weights.pop_back();
        QCOMPARE(whyNot<RunFileError>([&] { loadWeights(*model, weights); }, {"expected", "found none"}),
                 QString());
        weights = weightsOf(*model);
        weights[0].shape = {1, 2, 3};
        QCOMPARE(whyNot<RunFileError>([&] { loadWeights(*model, weights); }, {"shape", "1, 2, 3"}),
                 QString());
    }

    void anEnsembleWithoutOneOfItsMembersIsRefused() {
        const Subject two{modelKind("glow"), 2};
        auto weights = weightsOf(*two.started());
        std::erase_if(weights, [](const NamedArray& array) { return array.name.starts_with("member2."); });
        auto copy = makeModel(two.spec(1), kShape, torch::kCPU);
        QCOMPARE(
            whyNot<RunFileError>([&] { loadWeights(*copy, weights); }, {"expected “member2.", "found none"}),
            QString());
    }

    void moreDrawsCombineByTheModelsRule() {
        forEach([](const Subject& subject, const char* name) {
            const torch::NoGradGuard noGrad;
            const auto model = subject.started();
            RunSummary summary;
            summary.spec = subject.spec(1);
            summary.shape = kShape;
            const auto bytes = someBytes(8);
            ImageSet set{.id = "slopes", .shape = kShape, .count = 8, .available = 8};
            set.bytes = ByteBlock::Bytes(bytes.data_ptr<std::uint8_t>(),
                                         bytes.data_ptr<std::uint8_t>() + bytes.numel());
            const auto table = *freeze(*model, summary, torch::kCPU)->evaluate(set, {.draws = 3, .seed = 1});
            std::vector<torch::Tensor> single;
            for (std::uint64_t draw = 0; draw < 3; ++draw)
                single.push_back(
                    asTable(model->terms(bytes, {1, noiseKeysOf(contentsOf(set)), draw}), 8).sum(1));
            const auto all = torch::stack(single);
            const auto rule = model->drawRule();
            const auto expected = rule == DrawRule::Once   ? single[0]
                                  : rule == DrawRule::Mean ? all.mean(0)
                                                           : torch::logsumexp(all, 0) - std::log(3.0);
            QCOMPARE(table.key.draws, rule == DrawRule::Once ? 1 : 3);
            for (std::int64_t i = 0; i < 8; ++i)
                QVERIFY2(std::abs(table.totalNats(static_cast<std::size_t>(i)) - expected[i].item<double>()) <
                             1e-6,
                         name);
        });
    }

    void samplesAreBytesAndRepeatable() {
        forEach([](const Subject& subject, const char* name) {
            const torch::NoGradGuard noGrad;
            const auto model = subject.started();
            const auto samples = model->sample(1.0, key(5));
            QCOMPARE(samples.scalar_type(), torch::kUInt8);
            QVERIFY2(samples.sizes().equals({5, 1, 4, 4}), name);
            QVERIFY2(torch::equal(samples, model->sample(1.0, key(5))), name);
        });
    }

    void latentsLeadBackOrAreRefused() {
        forEach([](const Subject& subject, const char* name) {
            const torch::NoGradGuard noGrad;
            const auto members = subject.startedMembers();
            {
                const torch::AutoGradMode grad(true);
                train(members);
            }
            const auto model = joined(members);
            if (const auto reason = model->noLatents(); !reason.empty()) {
                const auto why = whyNot<UnsupportedError>([&] { (void)model->encode(someBytes(2), key(2)); },
                                                          {"no latents"});
                QVERIFY2(why.isEmpty(), qPrintable(QString(name) + ": " + why));
                return;
            }
            const auto latents = model->encode(someBytes(8), key(8));
            QCOMPARE(latents.dim(), 2);
            const auto back = model->decode(latents);
            QVERIFY2(back.sizes().equals({8, 1, 4, 4}) && back.scalar_type() == torch::kUInt8, name);
            const bool flow =
                model->tightness() == Tightness::LowerBound && model->drawRule() == DrawRule::Mean;
            if (flow) QVERIFY2(torch::equal(back, someBytes(8)), name);  // exact to the byte
        });
    }

    void flowsInvertToOneTenThousandthAfterTraining() {
        for (const auto& kind : modelKinds()) {
            const Subject subject{kind, 1};
            const auto members = subject.startedMembers();
            train(members);
            const torch::NoGradGuard noGrad;
            const auto* flow = dynamic_cast<const DequantizedFlow*>(members.front().get());
            if (!flow) continue;
            const auto x = someBytes(16).to(torch::kFloat32) / 256 - 0.5;
            const auto back = flow->flow().toData(flow->flow().toNoise(x));
            QVERIFY2((back - x).abs().max().item<double>() < 1e-4, kind.id.c_str());
        }
    }

    void betweenBytesTheLikelihoodIsItsOwnAndHasAGradient() {
        forEach([](const Subject& subject, const char* name) {
            const auto model = subject.started();
            model->to(torch::kFloat64);
            const auto bytes = someBytes(4);
            const auto values = (bytes.to(torch::kFloat64) + 0.3).requires_grad_(true);
            const auto atBytes = model->relaxedLogLikelihood(bytes.to(torch::kFloat64), key(4));
            QVERIFY2((atBytes - model->logLikelihood(bytes, key(4))).abs().max().item<double>() < 1e-8, name);
            const auto gradient =
                torch::autograd::grad({model->relaxedLogLikelihood(values, key(4)).sum()}, {values})[0];
            // Against a finite difference along a random direction of changes too small to cross a level.
            const auto along =
                torch::sin(torch::arange(values.numel(), torch::kFloat64)).view(values.sizes());
            const torch::NoGradGuard noGrad;
            const double h = 1e-5;
            const auto there = model->relaxedLogLikelihood(values + h * along, key(4)).sum();
            const auto back = model->relaxedLogLikelihood(values - h * along, key(4)).sum();
            const double slope = ((there - back) / (2 * h)).item<double>();
            const double expected = (gradient * along).sum().item<double>();
            QVERIFY2(std::abs(slope - expected) < 1e-4 * std::max(1.0, std::abs(expected)), name);
        });
    }

    void wrongShapesAndTypesAreRefused() {
        forEach([](const Subject& subject, const char* name) {
            const auto model = subject.started();
            const auto wrong = whyNot<ShapeError>(
                [&] {
                    (void)model->terms(torch::zeros({2, 3, 4, 4}, torch::kUInt8), key(2));
                },
                {"1×4×4", "2×3×4×4"});
            QVERIFY2(wrong.isEmpty(), qPrintable(QString(name) + ": " + wrong));
            const auto type = whyNot<ShapeError>(
                [&] {
                    (void)model->terms(torch::zeros({2, 1, 4, 4}), key(2));
                },
                {"bytes"});
            QVERIFY2(type.isEmpty(), qPrintable(QString(name) + ": " + type));
        });
    }

    void aMemberAloneIsTheModelOfItsSeed() {
        for (const auto& kind : modelKinds()) {
            const auto members = makeMembers(Subject{kind, 3}.spec(5), kShape, torch::kCPU);
            const auto alone = makeModel(Subject{kind, 1}.spec(7), kShape, torch::kCPU);
            const auto third = weightsOf(*members[2]), single = weightsOf(*alone);
            QCOMPARE(third.size(), single.size());
            for (std::size_t i = 0; i < third.size(); ++i)
                QVERIFY2(third[i].bytes == single[i].bytes, kind.id.c_str());
        }
    }

    void anEnsembleIsTheLogOfTheMeanProbability() {
        const torch::NoGradGuard noGrad;
        const auto members = Subject{modelKind("pixelcnn"), 2}.startedMembers();
        const auto a = members[0]->logLikelihood(someBytes(8), key(8)),
                   b = members[1]->logLikelihood(someBytes(8), key(8));
        const auto expected = torch::log((torch::exp(a) + torch::exp(b)) / 2);
        const auto found = joined(members)->logLikelihood(someBytes(8), key(8));
        QVERIFY((found - expected).abs().max().item<double>() < 1e-4);
        QVERIFY(torch::isfinite(expected).all().item<bool>());
    }

    void learnedPriorsAndLuMixingTrainToo() {
        const auto& kind = modelKind("glow");
        auto options = kind.trial;
        options["levels"] = std::int64_t{2};
        options["prior"] = std::string("learned");
        options["mixing"] = std::string("lu");
        options["net"] = std::string("highway");
        auto model = kind.make(completed(kind.options, options), {kShape}, 1);
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

NESCIO_TEST(tst_models, TestModels)
#include "tst_models.moc"
