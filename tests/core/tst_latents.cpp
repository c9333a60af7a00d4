// Numbers of latents, of the map that they come from and of pixels, worked out from the formulas.

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/density/dequantized_flow.h"
#include "core/models/weights.h"
#include "tests/core/tiny_models.h"
#include "tests/datasets/expect_error.h"
#include "tests/test_list.h"

using namespace nescio;
using namespace nescio::tests;

namespace {

/// A² of values against a normal distribution with their own mean and standard deviation, from the formula.
double andersonDarlingByHand(std::vector<double> values) {
    const auto n = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
    double squares = 0;
    for (const double v : values) squares += (v - mean) * (v - mean);
    std::sort(values.begin(), values.end());
    const auto phi = [&](double v) {
        return 0.5 * std::erfc(-(v - mean) / std::sqrt(2 * squares / (n - 1)));
    };
    double sum = 0;
    for (std::size_t i = 0; i < values.size(); ++i)
        sum += (2 * static_cast<double>(i) + 1) *
               (std::log(phi(values[i])) + std::log(1 - phi(values[values.size() - 1 - i])));
    return -n - sum / n;
}

/// sd / mean of |DFT|² over the frequencies 1..K/2.
double spectrumByHand(const std::vector<double>& values) {
    const auto n = values.size();
    std::vector<double> power;
    for (std::size_t f = 1; f <= n / 2; ++f) {
        double re = 0, im = 0;
        for (std::size_t k = 0; k < n; ++k) {
            const double angle = 2 * M_PI * static_cast<double>(f * k) / static_cast<double>(n);
            re += values[k] * std::cos(angle);
            im -= values[k] * std::sin(angle);
        }
        power.push_back(re * re + im * im);
    }
    const auto m = static_cast<double>(power.size());
    const double mean = std::accumulate(power.begin(), power.end(), 0.0) / m;
    double squares = 0;
    for (const double p : power) squares += (p - mean) * (p - mean);
    return std::sqrt(squares / (m - 1)) / mean;
}

/// The tiny Glow with some channels stretched on their way to the latents, so that directions differ in
/// length.
std::shared_ptr<const FrozenModel> unevenFlow() {
    const auto& glow = tiny("glow");
    const auto copy = makeModel(glow.run().spec, glow.shape(), torch::kCPU);
    copyWeights(*glow.impl().model, *copy);
    const torch::NoGradGuard noGrad;
    for (auto& item : copy->named_parameters())
        if (item.key().ends_with("log_scale") && item.value().numel() == 4) {
            item.value().add_(torch::tensor({0.0, 1.2, 2.4, 3.6}).view(item.value().sizes()));
            break;
        }
    return freeze(*copy, glow.run(), torch::kCPU);
}

}  // namespace

class TestLatents : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void latentsAreJudgedByTheirValuesAndTheirSpectrum() {
        const torch::NoGradGuard noGrad;
        const auto bytes = tinyBytes(3);
        const auto set = setOf(bytes);
        for (const auto* name : {"glow", "vae"}) {
            const auto found = measuredNow("latents", tiny(name), set, {.seed = 5});
            const auto latents = inDouble(tiny(name))->encode(bytes, noiseOf(set, 5));
            for (std::int64_t i = 0; i < 3; ++i) {
                const auto values = rowOf(latents, i);
                const auto at = static_cast<std::size_t>(i);
                QVERIFY2(agree(found.find("normality")->values[at], andersonDarlingByHand(values), 1e-4),
                         name);
                QVERIFY2(agree(found.find("spectrum")->values[at], spectrumByHand(values), 1e-4), name);
            }
        }
    }

    void tooFewLatentsAreRefused() {
        const auto few = tinyModel("vae", 1, {{"latents", std::int64_t{2}}});
        EXPECT_ERROR(UnsupportedError, measuredNow("latents", *few, setOf(tinyBytes(1))), "8 latents", "2");
    }

    void quantilesAreThoseOfThePixels() {
        const torch::NoGradGuard noGrad;
        const auto bytes = tinyBytes(3);
        const auto found = measuredNow("pixel_quantile", tiny("pixelcnn"), setOf(bytes));
        const auto map = inDouble(tiny("pixelcnn"))->pixelMaps(bytes, {}).front();
        const std::vector<std::pair<std::string, double>> shares{
            {"q90", 13.5}, {"q95", 14.25}, {"q99", 14.85}};
        for (std::int64_t i = 0; i < 3; ++i) {
            auto nats = rowOf(-map, i);
            std::sort(nats.begin(), nats.end());
            for (const auto& [column, place] : shares) {  // of 16 pixels, places 0..15
                const auto below = static_cast<std::size_t>(place);
                const double expected =
                    nats[below] + (place - std::floor(place)) * (nats[below + 1] - nats[below]);
                QVERIFY2(agree(found.find(column)->values[static_cast<std::size_t>(i)], expected, 1e-4),
                         column.c_str());
            }
        }
    }

    void theDimensionCountsDirectionsOfTheInverseMap() {
        const torch::NoGradGuard noGrad;
        const auto bytes = tinyBytes(3);
        const auto set = setOf(bytes);
        const auto uneven = unevenFlow();
        const auto found = measuredNow("dimension", *uneven, set, {.seed = 5});
        const auto exact = inDouble(*uneven);
        const auto& flow = dynamic_cast<const DequantizedFlow&>(*exact);
        const auto latents = flow.encode(bytes, noiseOf(set, 5));
        const double h = 1e-5;
        for (std::int64_t i = 0; i < 3; ++i) {
            const auto z = latents.narrow(0, i, 1), steps = h * torch::eye(16, torch::kFloat64);
            const auto moved = (flow.flow().toData(z + steps) - flow.flow().toData(z - steps)).flatten(1);
            const auto lengths = torch::linalg_svdvals(moved * (256 / (2 * h)));
            const std::vector<std::pair<std::string, double>> thresholds{
                {"above_half", 0.5}, {"above_1", 1}, {"above_2", 2},
                {"above_4", 4},      {"above_8", 8}, {"above_16", 16}};
            for (const auto& [column, levels] : thresholds)
                QCOMPARE(found.find(column)->values[static_cast<std::size_t>(i)],
                         (lengths > levels).sum().to(torch::kFloat64).item<double>());
        }
        const auto& columns = found.columns;
        QVERIFY2(columns[1].values[0] > columns[3].values[0] && columns[3].values[0] > columns[5].values[0],
                 "or the comparison would show nothing");
    }
};

NESCIO_TEST(tst_latents, TestLatents)
#include "tst_latents.moc"
