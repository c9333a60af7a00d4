// Scores on hand-worked columns, and what they say where they cannot be had.

#include <QtTest>

#include <cmath>
#include <limits>

#include "core/scores/image_groups.h"
#include "core/scores/score.h"
#include "tests/core/made_columns.h"
#include "tests/datasets/expect_error.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

using Values = std::vector<double>;

Values scoreNow(const std::string& id, const SetColumns& columns, const ScoreState& state = {}) {
    return scoreOf(scoreNamed(id, columns.terms->columns), columns, state);
}

bool equal(const Values& a, const Values& b, double tolerance = 1e-12) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (!(std::abs(a[i] - b[i]) <= tolerance)) return false;
    return true;
}

/// Two images of two bytes under a flow of two levels: log p = -13 and -14 nats.
SetColumns underTwoLevels() {
    return madeColumns({{"level 1 · step 1", TermKind::LogDet, 1, 1},
                        {"level 1 · prior", TermKind::Prior, 1, 0},
                        {"level 2 · step 1", TermKind::LogDet, 2, 1},
                        {"level 2 · prior", TermKind::Prior, 2, 0},
                        {"bytes", TermKind::Scaling, 0, 0}},
                       {1, -2, 0.5, -1, -11.5,  //
                        2, -3, 0.25, -2, -11.25});
}

/// Three images under two members, whose log p is -2 and -4, -3 and -3, 0 and -8.
SetColumns underTwoMembers() {
    return madeColumns({{"member 1 · prior", TermKind::Prior, 0, 0, 1},
                        {"member 2 · prior", TermKind::Prior, 0, 0, 2},
                        {"members · log-mean-exp", TermKind::Mixing}},
                       {-1, -2, 0.1,      //
                        -1.5, -1.5, 0.2,  //
                        0, -4, 0.3});
}

}  // namespace

class TestScores : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void partsOfTheLikelihood() {
        const auto two = underTwoLevels();
        QVERIFY(equal(scoreNow("likelihood", two), {13, 14}));
        QVERIFY(equal(scoreNow("density", two), {3, 5}));
        QVERIFY(equal(scoreNow("volume", two), {-1.5, -2.25}));
        QVERIFY(equal(scoreNow("level_1", two), {1, 1}));
        QVERIFY2(equal(scoreNow("last_level", two), {0.5, 1.75}), "nothing of level 1 counts");
    }

    void waicIsInNatsOverAllMembers() {
        // Means -3, -3, -4; variances with ddof 0: 1, 0, 16.
        QVERIFY(equal(scoreNow("waic", underTwoMembers()), {3 + 1, 3 + 0, 4 + 16}));
    }

    void typicalityIsADistanceFromTheTrainingMean() {
        const ScoreState state{{{"mean", {-13.25}}}};
        const auto two = underTwoLevels();
        QVERIFY(equal(scoreNow("typicality", two, state), {0.25, 0.75}));
        QVERIFY(equal(scoreNow("typicality_one_sided", two, state), {-0.25, 0.75}));
        QVERIFY2(equal(scoreNow("typicality_2", two, state), {0.25}), "of both together: mean -13.5");
        QVERIFY(equal(scoreNow("typicality_one_sided_2", two, state), {0.25}));
        const auto kind = scoreNamed("typicality", two.terms->columns);
        QCOMPARE(fitScore(kind, two).number("mean"), -13.5);
    }

    void complexityIsInBitsPerDim() {
        auto two = underTwoLevels();
        addMeasurement(two, "png", {{"bytes", "bytes", {10, 20}}, {"net", "bytes", {1, 8}}});
        const double bits = 13 / (2 * std::log(2.0)), others = 14 / (2 * std::log(2.0));
        QVERIFY(equal(scoreNow("complexity_png", two), {bits - 40, others - 80}));
        QVERIFY(equal(scoreNow("complexity_png_net", two), {bits - 4, others - 32}));
        QVERIFY(equal(scoreNow("long_png", two), {40, 80}));
        QVERIFY(equal(scoreNow("short_png", two), {-40, -80}));
    }

    void aFactOfTheImageAloneCostsNoModel() {
        auto two = underTwoLevels();
        addMeasurement(two, "png", {{"bytes", "bytes", {10, 20}}, {"net", "bytes", {1, 8}}});
        auto table = *two.terms;
        table.secondsPerImage = 5;
        two.terms = std::make_shared<const TermTable>(table);
        two.measurements.at("png").secondsPerImage = 0.25;
        const auto png = scoreNamed("long_png", table.columns),
                   both = scoreNamed("complexity_png", table.columns);
        QCOMPARE(secondsPerImage(png, two), 0.25);
        QCOMPARE(secondsPerImage(both, two), 5.25);
        QCOMPARE(inputWords(png, two), std::string("the images alone"));
        QVERIFY(inputWords(both, two).find("lower bound") != std::string::npos);
    }

    void ratiosRiseWhereTheOtherModelIsSurer() {
        auto two = underTwoLevels();
        addMeasurement(two, "background", {{"log_likelihood", "nats", {-10, -20}}});
        addMeasurement(two, "local", {{"log_likelihood", "nats", {-12, -1}}});
        QVERIFY(equal(scoreNow("likelihood_ratio", two), {3, -6}));
        QVERIFY(equal(scoreNow("local_ratio", two), {1, 13}));
    }

    void aScoreSaysWhatItLacks() {
        const auto two = underTwoLevels();
        auto pixels = madeColumns({{"pixels", TermKind::Conditional}}, {-1, -2});
        pixels.terms = [&] {
            auto table = *pixels.terms;
            table.setTitle = "digits";
            return std::make_shared<const TermTable>(table);
        }();
        for (const auto* id : {"volume", "density"})
            QCOMPARE(whyNot<UnsupportedError>([&] { scoreNow(id, pixels); },
                                              {id, "log-determinants", "digits", "likelihood"}),
                     QString());
        QCOMPARE(whyNot<UnsupportedError>([&] { scoreNow("complexity_png", two); }, {"png", "measured"}),
                 QString());
        QCOMPARE(whyNot<UnsupportedError>(
                     [&] {
                         scoreNow("typicality_10", two, {{{"mean", {0}}}});
                     },
                     {"10 images", "2"}),
                 QString());
        QCOMPARE(whyNot<DataError>([&] { scoreNow("typicality", two); }, {"mean", "fit it again"}),
                 QString());
        QCOMPARE(whyNot<OptionError>([&] { scoreNow("magic", two); }, {"likelihood", "magic"}), QString());
        QCOMPARE(whyNot<OptionError>([&] { scoreNow("typicality_0", two); }, {"typicality_0"}), QString());
        QCOMPARE(whyNot<OptionError>([&] { scoreNow("level_2", two); }, {"last_level", "level_2"}),
                 QString());
    }

    void aReasonThatIsKnownIsTold() {
        auto two = underTwoLevels();
        two.missing["background"] = "expected a background run, found none";
        QCOMPARE(whyNot<UnsupportedError>([&] { scoreNow("likelihood_ratio", two); },
                                          {"likelihood_ratio", "background run"}),
                 QString());
    }

    void measurementsFollowTheImages() {
        auto two = underTwoLevels();
        Measurement png{.measure = "png", .columns = {{"bytes", "bytes", {5, 6, 7}}}};
        auto key = two.terms->key;
        key.indices = {3, 4, 5};
        key.contents = {two.terms->key.contents[1], 99, two.terms->key.contents[0]};
        png.key = std::make_shared<const ColumnKey>(key);
        QVERIFY(two.add(png));
        QVERIFY(equal(two.values("png"), {7, 5}));
        key.contents[2] = 98;  // now one of the two is not among them
        png.key = std::make_shared<const ColumnKey>(key);
        auto other = underTwoLevels();
        QVERIFY(!other.add(png));
    }

    void groupsAreOfTheImagesAlone() {
        ColumnKey key{.indices = {0, 1, 2, 3, 4, 5, 6}, .contents = {11, 22, 33, 44, 55, 66, 77}};
        const auto groups = imageGroups(key, 3);
        QCOMPARE(groups.size(), std::size_t{2});
        auto turned = key;
        std::reverse(turned.contents.begin(), turned.contents.end());
        const auto others = imageGroups(turned, 3);
        for (std::size_t g = 0; g < groups.size(); ++g)
            for (std::size_t i = 0; i < 3; ++i) QCOMPARE(others[g][i], 6 - groups[g][i]);
        QVERIFY2(groups[0] != (std::vector<std::size_t>{0, 1, 2}), "files sorted by class are mixed");
    }
};

NESCIO_TEST(tst_scores, TestScores)
#include "tst_scores.moc"
