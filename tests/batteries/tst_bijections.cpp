// Every registered bijection: both round trips, its log-det against the autodiff Jacobian in double, the
// inverse log-det, and independence of the batch. Also: a flow on a 2-D toy integrates to 1.

#include <QtTest>

#include "core/flows/bijection.h"
#include "core/flows/kinds/actnorm.h"
#include "core/flows/kinds/chain.h"
#include "core/flows/kinds/flow_step.h"
#include "core/math/gaussian.h"
#include "core/nets/layers.h"
#include "tests/datasets/expect_error.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

torch::Generator generator(std::uint64_t seed) {
    return at::make_generator<at::CPUGeneratorImpl>(seed);
}

torch::Tensor random(const ImageShape& shape, std::int64_t n, std::uint64_t seed) {
    return at::normal(0.0, 1.0, {n, shape.channels, shape.height, shape.width}, generator(seed),
                      torch::kFloat64);
}

/// Moves every parameter away from its start, where couplings are the identity and tests too easy.
void shake(torch::nn::Module& module) {
    constexpr double kDeviation = 0.05;  // further away Jacobians are too ill-conditioned to compare with
    const torch::NoGradGuard noGrad;
    auto source = generator(99);
    for (auto& parameter : module.parameters())
        parameter.add_(at::normal(0.0, kDeviation, parameter.sizes(), source, parameter.options()));
}

/// Data that a map can take.
torch::Tensor dataOf(const BijectionKind::Trial& trial, const Bijection& map, std::int64_t n,
                     std::uint64_t seed) {
    const auto x = random(map.dataShape(), n, seed);
    return trial.unitInterval ? torch::tanh(x) / 2 : x;
}

/// Started, moved away from its start, in double, with gradients recorded.
std::shared_ptr<Bijection> ready(const BijectionKind::Trial& trial) {
    auto map = trial.make(generator(1));
    map->to(torch::kFloat64);
    map->initializeFrom(dataOf(trial, *map, 16, 2));
    shake(*map);
    return map;
}

/// log|det| of the Jacobian of one image, row by row by reverse-mode differentiation.
double jacobianLogDet(const Bijection& map, const torch::Tensor& x) {
    const auto input = x.detach().clone().requires_grad_(true);
    const auto output = map.toLatent(input).value.flatten();
    std::vector<torch::Tensor> rows;
    for (std::int64_t i = 0; i < output.numel(); ++i)
        rows.push_back(torch::autograd::grad({output[i]}, {input}, {}, true)[0].flatten());
    return std::get<1>(torch::linalg_slogdet(torch::stack(rows))).item<double>();
}

double largest(const torch::Tensor& values) {
    return values.abs().max().item<double>();
}

}  // namespace

class TestBijections : public QObject {
    Q_OBJECT

    template <class Check>
    void forEach(Check check) {
        for (const auto& kind : bijectionKinds()) {
            QVERIFY2(!kind.trials.empty() && !kind.source.empty(), kind.id.c_str());
            for (const auto& trial : kind.trials) {
                const auto name = kind.id + ": " + trial.name;
                check(trial, name.c_str());
                if (QTest::currentTestFailed()) return;
            }
        }
    }

  private Q_SLOTS:
    void thereAreSome() { QVERIFY(bijectionKinds().size() >= 6); }

    void roundTripsReturnInBothDirections() {
        forEach([](const auto& trial, const char* name) {
            const torch::NoGradGuard noGrad;
            const auto map = ready(trial);
            const auto x = dataOf(trial, *map, 3, 5);
            QVERIFY2(largest(map->toData(map->toLatent(x).value).value - x) < 1e-9, name);
            // Rounding grows with the data that a random latent maps to: relative to its size.
            const auto z = random(map->latentShape(), 3, 6);
            const auto data = map->toData(z).value;
            QVERIFY2(largest(map->toLatent(data).value - z) < 1e-9 * (1 + largest(data)), name);
        });
    }

    void logDetIsThatOfTheJacobian() {
        forEach([](const auto& trial, const char* name) {
            const auto map = ready(trial);
            const auto x = dataOf(trial, *map, 2, 7);
            for (int i = 0; i < 2; ++i) {
                const auto one = x.narrow(0, i, 1);
                const double stated = map->toLatent(one).logDet[0].template item<double>();
                const double off = stated - jacobianLogDet(*map, one);
                QVERIFY2(std::abs(off) < 1e-12,  // rounding of well-conditioned Jacobians is 1e-15
                         qPrintable(QString("%1: stated %2, off by %3").arg(name).arg(stated).arg(off)));
            }
        });
    }

    void theInverseLogDetIsTheNegative() {
        forEach([](const auto& trial, const char* name) {
            const torch::NoGradGuard noGrad;
            const auto map = ready(trial);
            const auto there = map->toLatent(dataOf(trial, *map, 3, 8));
            QVERIFY2(largest(there.logDet + map->toData(there.value).logDet) < 1e-9, name);
        });
    }

    void oneImageDoesNotDependOnTheOthers() {
        forEach([](const auto& trial, const char* name) {
            const torch::NoGradGuard noGrad;
            const auto map = ready(trial);
            const auto x = dataOf(trial, *map, 5, 9);
            const auto all = map->toLatent(x);
            const auto one = map->toLatent(x.narrow(0, 3, 1));
            QVERIFY2(largest(all.value[3] - one.value[0]) < 1e-12, name);
            QVERIFY2(largest(all.logDet[3] - one.logDet[0]) < 1e-12, name);
        });
    }

    void partsAddUpToTheWhole() {
        forEach([](const auto& trial, const char* name) {
            const torch::NoGradGuard noGrad;
            const auto map = ready(trial);
            const auto x = dataOf(trial, *map, 2, 10);
            const auto parts = map->toLatentInParts(x);
            QCOMPARE(parts.logDets.size(), map->partLabels().size());
            QVERIFY2(largest(sumOfParts(parts.logDets, x) - map->toLatent(x).logDet) < 1e-12, name);
        });
    }

    void wrongShapesAreRefusedWithBothNamed() {
        forEach([](const auto& trial, const char* name) {
            const auto map = ready(trial);
            const auto wrong = torch::zeros({1, 7, 3, 5}, torch::kFloat64);
            const auto why = whyNot<ShapeError>([&] { (void)map->toLatent(wrong); },
                                                {toText(map->dataShape()).c_str(), "1×7×3×5"});
            QVERIFY2(why.isEmpty(), qPrintable(QString(name) + ": " + why));
        });
    }

    void gradientsReachEveryParameter() {
        forEach([](const auto& trial, const char* name) {
            const auto map = ready(trial);
            if (map->parameters().empty()) return;
            const auto mapped = map->toLatent(dataOf(trial, *map, 4, 11));
            (mapped.value.square().sum() + mapped.logDet.sum()).backward();
            for (const auto& parameter : map->named_parameters())
                QVERIFY2(parameter.value().grad().defined(),
                         (std::string(name) + " " + parameter.key()).c_str());
        });
    }

    void actnormStartsAtMeanZeroAndVarianceOne() {
        ActNorm norm({3, 4, 4});
        norm.to(torch::kFloat64);
        const auto z = norm.initializeFrom(random({3, 4, 4}, 50, 3) * 7 + 2);
        const auto flat = z.transpose(0, 1).flatten(1);
        QVERIFY(largest(flat.mean(1)) < 1e-9);
        QVERIFY(largest(flat.std(1, false) - 1) < 1e-5);
    }

    void actnormBeforeItsStartThrows() {
        ActNorm norm({2, 2, 2});
        QCOMPARE(whyNot<StateError>(
                     [&] {
                         (void)norm.toLatent(torch::zeros({1, 2, 2, 2}));
                     },
                     {"initializeFrom", "actnorm"}),
                 QString());
    }

    void foldedConvolutionsEqualTheirParts() {
        NormedConv folded({2, 4, 4}, 3, 3, generator(4));
        folded.to(torch::kFloat64);
        const auto x = random({2, 4, 4}, 8, 12);
        const auto started = folded.initializeFrom(x);
        const auto flat = started.transpose(0, 1).flatten(1);
        QVERIFY(largest(flat.mean(1)) < 1e-9);  // convolution, then actnorm: as its start promises
        QVERIFY(largest(flat.std(1, false) - 1) < 1e-3);
    }

    void aFlowStepEqualsItsThreeParts() {
        const CouplingNetOptions net{.id = "conv", .in = {}, .hidden = 5};
        const ImageShape shape{4, 2, 2};
        FlowStep step(shape, MixingForm::Plain, CouplingForm::Affine, net, generator(1));
        step.to(torch::kFloat64);
        step.initializeFrom(random(shape, 16, 2));
        shake(step);
        auto value = random(shape, 3, 5);
        const auto fused = step.toLatent(value);
        auto logDet = torch::zeros({3}, torch::kFloat64);
        for (const auto& child : step.children()) {
            const auto mapped = dynamic_cast<const Bijection&>(*child).toLatent(value);
            value = mapped.value;
            logDet = logDet + mapped.logDet;
        }
        QVERIFY(largest(fused.value - value) < 1e-10);
        QVERIFY(largest(fused.logDet - logDet) < 1e-10);
    }

    void aFlowOnTheFlatPlaneIntegratesToOne() {
        const torch::NoGradGuard noGrad;
        const ImageShape plane{2, 1, 1};
        const CouplingNetOptions net{.id = "conv", .in = {}, .hidden = 6};
        std::vector<std::shared_ptr<Bijection>> steps;
        const auto source = generator(6);
        for (int i = 0; i < 3; ++i)
            steps.push_back(
                std::make_shared<FlowStep>(plane, MixingForm::Plain, CouplingForm::Affine, net, source));
        Chain flow(steps);
        flow.to(torch::kFloat64);
        flow.initializeFrom(random(plane, 64, 2));
        shake(flow);
        // Midpoint rule on [-20, 20]^2; what lies outside is below 1e-6 for this seed's spread.
        constexpr std::int64_t kCells = 1000;
        const double width = 40.0 / kCells;
        const auto axis = (torch::arange(kCells, torch::kFloat64) + 0.5) * width - 20;
        double integral = 0;
        for (std::int64_t row = 0; row < kCells; ++row) {
            const auto x =
                torch::stack({axis, torch::full({kCells}, axis[row].item<double>(), torch::kFloat64)}, 1)
                    .view({kCells, 2, 1, 1});
            const auto mapped = flow.toLatent(x);
            integral += (standardNormalLogDensity(mapped.value) + mapped.logDet).exp().sum().item<double>();
        }
        integral *= width * width;
        QVERIFY2(std::abs(integral - 1) < 1e-6, qPrintable(QString::number(integral)));
    }
};

NESCIO_TEST(tst_bijections, TestBijections)
#include "tst_bijections.moc"
