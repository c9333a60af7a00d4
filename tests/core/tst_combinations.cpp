// Fits over columns that a person chose: what a mixtureOfNames and a logistic regression give, what they say
// they were told, and what they refuse.

#include <QtTest>

#include <algorithm>
#include <cmath>

#include "core/scores/composition.h"
#include "core/scores/detection.h"
#include "core/scores/fitted_combination.h"
#include "core/scores/roc.h"
#include "tests/core/made_columns.h"
#include "tests/datasets/expect_error.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

using Values = std::vector<double>;
using Names = std::vector<std::string>;

std::vector<TermInfo> stepTerms() {
    return {{"step", TermKind::LogDet, 1, 1}, {"prior", TermKind::Prior, 1, 0}};
}

/// Of each image its volume and density.
SetColumns imagesAt(const std::vector<std::pair<double, double>>& points, const std::string& title = "made") {
    Values nats;
    for (const auto& [volume, density] : points) {
        nats.push_back(volume);
        nats.push_back(density);
    }
    return madeColumns(stepTerms(), nats, title);
}

/// Around a centre, on a ringAt.
SetColumns ringAt(double volume, double density, std::size_t images, const std::string& title = "made") {
    std::vector<std::pair<double, double>> points;
    for (std::size_t i = 0; i < images; ++i) {
        const double angle = static_cast<double>(i) * 2.4;
        points.emplace_back(volume + std::cos(angle), density + std::sin(angle));
    }
    return imagesAt(points, title);
}

Composition mixtureOfNames(const Names& names, int components = 1) {
    return mixtureOver({"mine", "", names}, components, stepTerms(), {});
}

}  // namespace

class TestCombinations : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aMixtureOfOneIsAGaussian() {
        const auto score = composedScore(mixtureOfNames({"volume"}));
        const auto reference = imagesAt({{-1, 0}, {1, 0}, {-3, 0}, {3, 0}});
        ScoreState state;
        try {
            state = fitScore(score, reference);
        } catch (const UnsupportedError& error) {
            QSKIP(error.what());
        }
        // Mean 0, variance 5: an image at v has −log p of v²/(2·5) more than one at 0.
        const auto values = scoreOf(score, imagesAt({{0, 0}, {2, 9}, {-5, 3}}), state);
        QVERIFY(std::abs(values[1] - values[0] - 4.0 / 10) < 1e-4);
        QVERIFY(std::abs(values[2] - values[0] - 25.0 / 10) < 1e-4);
    }

    void aMixtureIsFittedToTheReferenceOfAComparison() {
        auto kind = composedScore(mixtureOfNames({"volume", "density"}, 2));
        DetectionInput input{.in = ringAt(0, 0, 50),
                             .out = {ringAt(5, 5, 40, "far")},
                             .reference = ringAt(0.1, 0, 60, "training"),
                             .scores = {kind},
                             .bootstraps = 10};
        const auto detected = detect(input).scores[0];
        if (QString::fromStdString(detected.problem).contains("build")) QSKIP(detected.problem.c_str());
        QCOMPARE(detected.problem, std::string());
        QCOMPARE(detected.sets[0].roc.auroc.value, 1.0);
        QCOMPARE(detected.fit.score, std::string("mine"));
        QCOMPARE(detected.kind.knows, Knowledge::TrainingStatistics);
        input.reference.reset();
        QVERIFY(detect(input).scores[0].problem.find("training images") != std::string::npos);
    }

    void aLogisticRegressionSaysWhatItWasTold() {
        const auto made =
            logisticOver({"mine", "", {"volume", "density"}}, ringAt(0, 0, 50), ringAt(3, 0, 50, "SVHN"), {});
        QCOMPARE(made.knows, Knowledge::OodLabels);
        QCOMPARE(made.told, std::string("SVHN (n = 50)"));
        const auto score = composedScore(made);
        QVERIFY(score.formula.find("told SVHN") != std::string::npos);
        QVERIFY(score.title.find("told SVHN") != std::string::npos);
        QCOMPARE(score.knows, Knowledge::OodLabels);
        QVERIFY2(!score.fit, "it is fitted for good");
        const auto values = scoreOf(score, imagesAt({{0, 0}, {1.5, 0}, {3, 0}, {NAN, 0}}));
        QVERIFY2(std::abs(values[1]) < 0.2 && std::abs(values[0] + values[2]) < 0.4,
                 "in the middle of two rings nothing can be told");
        QVERIFY(values[0] < -2 && values[2] > 2 && std::isnan(values[3]));
        QCOMPARE(auroc(scoreOf(score, ringAt(0, 0, 30)), scoreOf(score, ringAt(3, 0, 30))), 1.0);
    }

    void theyInheritWhatTheirColumnsWereTold() {
        auto columns = ringAt(0, 0, 20);
        addMeasurement(columns, "imported_x", {{"x", "", Values(20, 1.5)}});
        columns.measurements.at("imported_x").knows = Knowledge::OodLabels;
        const auto names = measuredNames({columns.measurements.at("imported_x")});
        const auto made = mixtureOver({"mine", "", {"volume", "imported_x"}}, 2, stepTerms(), names);
        QCOMPARE(made.knows, Knowledge::OodLabels);
        QCOMPARE(composedScore(made).measures, Names{"imported_x"});
        QCOMPARE(mixtureOfNames({"volume"}).knows, Knowledge::TrainingStatistics);
    }

    void theyAreKeptAndComeBackAsTheyWere() {
        const auto made =
            logisticOver({"mine", "", {"volume", "density"}}, ringAt(0, 0, 50), ringAt(3, 0, 50, "SVHN"), {});
        auto copy = made;
        copy.state = ScoreState{made.state.numbers};
        QCOMPARE(scoreOf(composedScore(copy), ringAt(1, 1, 10)),
                 scoreOf(composedScore(made), ringAt(1, 1, 10)));
    }

    void whatMakesNoSenseIsRefused() {
        const auto refused = [](const Names& names, int components,
                                std::initializer_list<const char*> words) {
            return whyNot<OptionError>([&] { mixtureOfNames(names, components); }, words);
        };
        QCOMPARE(refused({}, 1, {"1 to 16", "found 0"}), QString());
        QCOMPARE(refused({"volume", "magic"}, 1, {"volume", "log_p", "“magic”"}), QString());
        QCOMPARE(refused({"volume", "volume"}, 1, {"once"}), QString());
        QCOMPARE(refused({"volume"}, 0, {"1 to 50"}), QString());
        QCOMPARE(refused({"volume"}, 51, {"1 to 50"}), QString());
        QCOMPARE(whyNot<OptionError>(
                     [&] {
                         mixtureOver({"dose", "", {"volume"}}, 1, stepTerms(), {});
                     },
                     {"dose"}),
                 QString());
        auto others = ringAt(3, 0, 50);
        auto table = *others.terms;
        table.key.weights = {"other", 2};
        others.terms = std::make_shared<const TermTable>(table);
        QCOMPARE(whyNot<UnsupportedError>(
                     [&] {
                         logisticOver({"mine", "", {"volume"}}, ringAt(0, 0, 50), others, {});
                     },
                     {"same weights"}),
                 QString());
        QVERIFY(!composedScore(mixtureOfNames({"volume"})).appliesTo({{"pixels", TermKind::Conditional}}));
    }
};

NESCIO_TEST(tst_combinations, TestCombinations)
#include "tst_combinations.moc"
