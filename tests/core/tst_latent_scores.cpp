// Scores that are fitted on reference images, on hand-worked columns: ranks, densities, borders, and what of
// the reference they keep.

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/scores/likelihood_parts.h"
#include "core/scores/reference_ranks.h"
#include "core/scores/score.h"
#include "core/values/failure.h"
#include "tests/core/made_columns.h"
#include "tests/datasets/expect_error.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

using List = std::vector<double>;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// Images with a density and a volume each; log p is their sum.
SetColumns withParts(const List& densities, const List& volumes) {
    List nats;
    for (std::size_t i = 0; i < densities.size(); ++i) {
        nats.push_back(densities[i]);
        nats.push_back(volumes[i]);
    }
    return madeColumns({{"prior", TermKind::Prior, 1}, {"step", TermKind::LogDet, 1, 1}}, nats);
}

SetColumns withColumns(const std::string& measure, std::vector<MeasuredColumn> columns) {
    const List zeros(columns.front().values.size());
    auto made = withParts(zeros, zeros);
    addMeasurement(made, measure, std::move(columns));
    return made;
}

List fitAndScore(const std::string& id, const SetColumns& reference, const SetColumns& columns) {
    const auto kind = scoreNamed(id, columns.terms->columns);
    return scoreOf(kind, columns, fitScore(kind, reference));
}

bool allClose(const List& a, const List& b, double tolerance = 1e-9) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (a[i] != b[i] && !(std::abs(a[i] - b[i]) <= tolerance)) return false;
    return true;
}

double normalNats(double x, double mean, double sd) {
    return -0.5 * std::log(2 * M_PI) - std::log(sd) - (x - mean) * (x - mean) / (2 * sd * sd);
}

/// Of two samples, from the formula: Scott's bandwidth is sd · 2^(-1/5).
double kernelNats(double x, double a, double b) {
    const double width = std::abs(a - b) / std::sqrt(2.0) * std::pow(2.0, -0.2);
    return std::log((std::exp(normalNats(x, a, width)) + std::exp(normalNats(x, b, width))) / 2);
}

/// A reference of n images around density -20 and volume 5, and as many PNG bytes as its volume tells.
SetColumns cloud(std::size_t n) {
    List densities, volumes, bytes, net(n);
    for (std::size_t i = 0; i < n; ++i) {
        const auto t = static_cast<double>(i);
        densities.push_back(-20 + std::sin(7 * t));
        volumes.push_back(5 + std::sin(13 * t + 1));
        bytes.push_back(50 + 4 * std::sin(7 * t) + std::sin(3 * t));
    }
    auto columns = withParts(densities, volumes);
    addMeasurement(columns, "png", {{"bytes", "bytes", bytes}, {"net", "bytes", net}});
    return columns;
}

}  // namespace

class TestLatentScores : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void sitnIsTheLargerRankAndGoesOnBeyondTheReference() {
        const auto reference =
            withColumns("latents", {{"normality", "", {4, 1, 3, 2}}, {"spectrum", "", {10, 30, 20, 50}}});
        const auto images = withColumns("latents", {{"normality", "", {2.5, 1, 5, 7, NAN}},  //
                                                    {"spectrum", "", {5, 30, 10, 10, 60}}});
        const auto values = fitAndScore("sitn", reference, images);
        // Shares of the reference at most that: 2/4 against -5/40; 1/4 against 3/4; then beyond 4 by a third
        // and by three thirds of the range 3.
        QVERIFY(allClose(List(values.begin(), values.begin() + 4), {0.5, 0.75, 1 + 1.0 / 3, 2}));
        QVERIFY2(std::isnan(values[4]), "a NaN in either is a NaN");
    }

    void doseIsThreeDensitiesAndNotOne() {
        const auto reference = withParts({-20, -22}, {5, 6});  // log p -15 and -16
        const auto values = fitAndScore("dose", reference, withParts({-20, -21}, {5, 9}));
        const auto expected = [](double density, double volume) {
            return -kernelNats(density + volume, -15, -16) - kernelNats(density, -20, -22) -
                   kernelNats(volume, 5, 6);
        };
        QVERIFY(allClose(values, {expected(-20, 5), expected(-21, 9)}));
    }

    void doseTakesWhatIsTooLikelyForUncommon() {
        for (const auto* id : {"dose", "dose_svm"}) {
            const auto values = fitAndScore(
                id, cloud(200), withParts({-20, -10, -30}, {5, 5, 5}));  // usual, too likely, not enough
            QVERIFY2(values[1] > values[0] && values[2] > values[0], id);
        }
    }

    void theBorderIsAroundMostOfTheReference() {
        const auto reference = cloud(200);
        const auto values = fitAndScore("dose_svm", reference, reference);
        const auto outside = std::count_if(values.begin(), values.end(), [](double v) { return v > 0; });
        QVERIFY2(outside > 0 && outside <= 30, "about one in ten lies outside");
    }

    void complexityAndDensityAreJudgedTogether() {
        auto images = withParts({-20.9, -20.9}, {5, 5});
        addMeasurement(images, "png", {{"bytes", "bytes", {46.4, 53.6}}, {"net", "bytes", {0, 0}}});
        const auto values = fitAndScore("osada", cloud(300), images);
        QVERIFY2(values[1] > values[0] + 3, "each number of the second is usual, the two together are not");
    }

    void gradientsInThetaAreHeldAgainstANormalEach() {
        const std::vector<MeasuredColumn> reference{
            {"a", "", {1, 3, NAN}}, {"without_spread", "", {2, 2, 2}}, {"b", "", {-1, 0, 1}}};
        const std::vector<MeasuredColumn> images{
            {"a", "", {2, 5}}, {"without_spread", "", {100, 2}}, {"b", "", {0, -kInfinity}}};
        const auto values = fitAndScore("gradient_theta", withColumns("parameter_gradients", reference),
                                        withColumns("parameter_gradients", images));
        QVERIFY(allClose(values, {-normalNats(2, 2, std::sqrt(2.0)) - normalNats(0, 0, 1), kInfinity}));
        const auto kind = scoreNamed("gradient_theta", {});
        const auto other = withColumns("parameter_gradients", {{"a", "", {1, 2}}});
        const auto state = fitScore(kind, withColumns("parameter_gradients", reference));
        EXPECT_ERROR(DataError, scoreOf(kind, other, state), "3 parameter tensors", "1", "fit it again");
        EXPECT_ERROR(DataError,
                     fitScore(kind, withColumns("parameter_gradients", {{"a", "", {-kInfinity, NAN}}})),
                     "differ", "none");
    }

    void likelihoodAndDimensionShareOneQuantile() {
        // At the first threshold all have 4 directions; at the second they differ.
        auto reference = withParts({-10, -20, -30, -40}, {0, 0, 0, 0});
        addMeasurement(reference, "dimension",
                       {{"above_1", "", {4, 4, 4, 4}}, {"above_2", "", {3, 1, 2, 4}}});
        auto images = withParts({-10, -35, -5}, {0, 0, 0});
        addMeasurement(images, "dimension", {{"above_1", "", {1, 1, 1}}, {"above_2", "", {4, 4, 0}}});
        const auto values = fitAndScore("likelihood_dimension", reference, images);
        // Likely with room: a quarter of the reference is at most that, in both. Unlikely: three are more
        // likely. The likeliest of all, but with less room than any: beyond the reference by a third of its
        // range.
        QVERIFY(allClose(values, {0.25, 0.75, 1 + 1.0 / 3}));
    }

    void oneColumnScoresAreTheirColumn() {
        QVERIFY(allClose(fitAndScore("gradient_norm", withColumns("gradient_x", {{"log_norm", "", {1, 2}}}),
                                     withColumns("gradient_x", {{"log_norm", "", {-3, 4}}})),
                         {-3, 4}));
        QVERIFY(allClose(fitAndScore("likelihood_regret", withColumns("regret", {{"regret", "", {1}}}),
                                     withColumns("regret", {{"regret", "", {2.5}}})),
                         {2.5}));
        const auto pixels =
            withColumns("pixel_quantile", {{"q90", "", {1}}, {"q95", "", {2}}, {"q99", "", {3}}});
        QVERIFY(allClose(fitAndScore("pixel_quantile_95", pixels, pixels), {2}));
        QVERIFY(allClose(fitAndScore("pixel_quantile_99", pixels, pixels), {3}));
    }

    void aLargeReferenceGivesTheSameImagesInAnyOrder() {
        auto columns = cloud(50);
        auto table = *columns.terms;
        for (std::size_t i = 0; i < 50; ++i) table.key.contents[i] = (i * 7919 + 13) % 1009;
        columns.terms = std::make_shared<const TermTable>(table);
        std::vector<std::size_t> turned(50);
        std::iota(turned.rbegin(), turned.rend(), std::size_t{0});
        const auto some = someOf(columns, 20), others = someOf(partOf(columns, turned), 20);
        QCOMPARE(some.rows(), std::size_t{20});
        QCOMPARE(some.terms->key.contents, others.terms->key.contents);
        QCOMPARE(some.terms->nats, others.terms->nats);
        QCOMPARE(someOf(columns, 50).terms->nats, columns.terms->nats);
        table.key.contents.clear();
        columns.terms = std::make_shared<const TermTable>(table);
        columns.measurements.clear();
        QCOMPARE(someOf(columns, 20).rows(), std::size_t{20});
    }
};

NESCIO_TEST(tst_latent_scores, TestLatentScores)
#include "tst_latent_scores.moc"
