// Gradients of log p in an image and in the parameters, against finite differences in double precision.

#include <QtTest>

#include <fmt/format.h>

#include "core/density/byte_likelihood.h"
#include "core/measures/gradient.h"
#include "tests/core/tiny_models.h"
#include "tests/test_list.h"

using namespace nescio;
using namespace nescio::tests;

class TestGradients : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void theGradientIsThatOfTheLikelihood() {
        const auto bytes = tinyBytes(3);
        const auto set = setOf(bytes);
        for (const auto& [name, model] : tinyOnes()) {
            const auto found = measuredNow("gradient_x", *model, set, {.seed = 5});
            const auto exact = inDouble(*model);
            const torch::NoGradGuard noGrad;
            const auto x = bytes.to(torch::kFloat64);
            auto squares = torch::zeros({3}, torch::kFloat64);
            const double h = 1e-4;
            for (std::int64_t d = 0; d < 16; ++d) {
                const auto step = h * torch::one_hot(torch::tensor(d), 16).view({1, 1, 4, 4});
                const auto key = noiseOf(set, 5);
                const auto slope = (exact->relaxedLogLikelihood(x + step, key) -
                                    exact->relaxedLogLikelihood(x - step, key)) /
                                   (2 * h);
                squares += slope.square();
            }
            for (std::int64_t i = 0; i < 3; ++i)
                QVERIFY2(agree(found.columns[0].values[static_cast<std::size_t>(i)],
                               0.5 * std::log(squares[i].item<double>()), 1e-3),
                         name.c_str());
        }
    }

    void drawsCombineByTheModelsRule() {
        const auto ofDraw = [](int draw) {
            return DrawGradient{torch::tensor({0.0, draw * std::log(3.0)}),
                                {torch::tensor({1.0 + draw, 1.0 + draw}).view({2, 1})}};
        };
        const auto mean = gradientOverDraws(DrawRule::Mean, 2, ofDraw).front();
        QVERIFY(agree(mean[0].item<double>(), 1.5, 1e-6) && agree(mean[1].item<double>(), 1.5, 1e-6));
        const auto weighted = gradientOverDraws(DrawRule::LogMeanExp, 2, ofDraw).front();
        QVERIFY(agree(weighted[0].item<double>(), 1.5, 1e-6));
        QVERIFY2(agree(weighted[1].item<double>(), 0.25 * 1 + 0.75 * 2, 1e-6), "weights 1 and 3");
    }

    void moreDrawsAreAnotherGradient() {
        const auto set = setOf(tinyBytes(3));
        const auto one = measuredNow("gradient_x", tiny("glow"), set, {.draws = 1});
        const auto many = measuredNow("gradient_x", tiny("glow"), set, {.draws = 4});
        QVERIFY(one.columns[0].values != many.columns[0].values);
        QCOMPARE(many.key->draws, 4);
    }

    void atAWholeLevelTheSlopeIsTheMeanOfBothSides() {
        // A categorical over 4 levels: log p = -1, -3, -4, -8.
        const auto bytes = makeCategorical(4);
        const auto parameters =
            torch::tensor({-1.0, -3.0, -4.0, -8.0}).view({1, 1, 4, 1, 1}).expand({1, 1, 4, 1, 4});
        const auto values = torch::tensor({0.0, 2.0, 3.0, 1.25}).view({1, 1, 1, 4}).requires_grad_(true);
        const auto nats = relaxedLogProbability(*bytes, parameters, values);
        const double total = std::log(std::exp(-1) + std::exp(-3) + std::exp(-4) + std::exp(-8));
        const auto found = rowOf(nats.detach() + total, 0);
        const std::vector<double> expected{-1, -4, -8, -3.25};
        for (std::size_t i = 0; i < 4; ++i) QVERIFY(agree(found[i], expected[i], 1e-5));
        const auto slopes = rowOf(torch::autograd::grad({nats.sum()}, {values})[0], 0);
        const std::vector<double> right{-2, -2.5, -4, -1};
        for (std::size_t i = 0; i < 4; ++i) QVERIFY(agree(slopes[i], right[i], 1e-5));
    }

    void parameterGradientsAreThoseOfFiniteDifferences() {
        const auto bytes = tinyBytes(2);
        const auto set = setOf(bytes);
        int compared = 0;
        for (const auto& [name, model] : tinyOnes()) {
            const auto found = measuredNow("parameter_gradients", *model, set, {.seed = 5});
            const auto exact = inDouble(*model);
            const torch::NoGradGuard noGrad;
            for (auto& item : exact->named_parameters()) {
                auto flat = item.value().view({-1});
                if (flat.numel() > 8) continue;
                auto squares = torch::zeros({2}, torch::kFloat64);
                const double h = 1e-5;
                for (std::int64_t d = 0; d < flat.numel(); ++d) {
                    const double was = flat[d].item<double>();
                    flat[d] = was + h;
                    const auto there = exact->logLikelihood(bytes, noiseOf(set, 5));
                    flat[d] = was - h;
                    const auto back = exact->logLikelihood(bytes, noiseOf(set, 5));
                    flat[d] = was;
                    squares += ((there - back) / (2 * h)).square();
                }
                const auto* column = found.find(item.key());
                QVERIFY2(column, item.key().c_str());
                for (std::int64_t i = 0; i < 2; ++i) {
                    const double expected = squares[i].item<double>();
                    if (expected < 1e-6) continue;  // below what differences resolve
                    const double value = column->values[static_cast<std::size_t>(i)];
                    QVERIFY2(agree(value, std::log(expected), 1e-2),
                             fmt::format("{} {}", name, item.key()).c_str());
                    ++compared;
                }
            }
        }
        QVERIFY2(compared > 20, std::to_string(compared).c_str());
    }
};

NESCIO_TEST(tst_gradients, TestGradients)
#include "tst_gradients.moc"
