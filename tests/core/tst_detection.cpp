// Scores side by side: what goes wrong with one hides no other, numbers of other weights never meet, and fits
// are made once.

#include <QtTest>

#include <cmath>

#include "core/scores/detection.h"
#include "tests/core/made_columns.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

/// Images whose log p are these, under one term.
SetColumns withLogP(const std::vector<double>& nats, const std::string& title) {
    return madeColumns({{"pixels", TermKind::Conditional}}, nats, title);
}

SetColumns ofWeights(SetColumns columns, const WeightsId& weights) {
    auto table = *columns.terms;
    table.key.weights = weights;
    columns.terms = std::make_shared<const TermTable>(table);
    return columns;
}

DetectionInput inputOf(const std::vector<std::string>& ids) {
    DetectionInput input{.in = withLogP({-10, -11, -12, -13}, "in"),
                         .out = {withLogP({-9, -11.5, -20}, "out")},
                         .reference = withLogP({-10, -12}, "training"),
                         .bootstraps = 20};
    for (const auto& id : ids) input.scores.push_back(scoreNamed(id, input.in.terms->columns));
    return input;
}

}  // namespace

class TestDetection : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void everyScoreIsJudgedOnTheSameImages() {
        const auto found = detect(inputOf({"likelihood", "typicality"}));
        QCOMPARE(found.scores.size(), std::size_t{2});
        // −log p: in 10, 11, 12, 13; out 9, 11.5, 20: pairs out > in are 0 + 2 + 4 of 12.
        QCOMPARE(found.scores[0].sets[0].roc.auroc.value, 6.0 / 12);
        // |log p + 11|: in 1, 0, 1, 2; out 2, 0.5, 9: 3.5 + 1 + 4 of 12.
        QCOMPARE(found.scores[1].sets[0].roc.auroc.value, 8.5 / 12);
        QCOMPARE(found.scores[1].fit.state.number("mean"), -11.0);
        QCOMPARE(found.scores[1].fit.images, std::int64_t{2});
    }

    void oneThatCannotBeHadHidesNoOther() {
        const auto found = detect(inputOf({"density", "complexity_png", "typicality_10", "likelihood"}));
        for (std::size_t i = 0; i < 3; ++i) {
            QVERIFY2(!found.scores[i].problem.empty(), found.scores[i].kind.id.c_str());
            QCOMPARE(found.scores[i].sets.size(), std::size_t{1});
            QCOMPARE(found.scores[i].sets[0].problem, found.scores[i].problem);
        }
        QVERIFY(found.scores[3].problem.empty() && found.scores[3].sets[0].problem.empty());
    }

    void nanIsCountedAndTheRestIsJudged() {
        auto input = inputOf({"likelihood"});
        input.out = {withLogP({NAN, -20, NAN}, "out"), withLogP({NAN, NAN}, "none"), withLogP({-20}, "fine")};
        const auto found = detect(input);
        QCOMPARE(found.scores[0].sets[0].roc.nanOut, std::size_t{2});
        QCOMPARE(found.scores[0].sets[0].roc.auroc.value, 1.0);
        QVERIFY(!found.scores[0].sets[1].problem.empty());
        QCOMPARE(found.scores[0].sets[2].roc.auroc.value, 1.0);
    }

    void numbersOfOtherWeightsNeverMeet() {
        auto input = inputOf({"likelihood", "typicality"});
        input.out.push_back(ofWeights(input.out[0], {"other", 2}));
        auto found = detect(input);
        QVERIFY(found.scores[0].sets[0].problem.empty());
        QVERIFY2(found.scores[0].sets[1].problem.find("same weights") != std::string::npos,
                 found.scores[0].sets[1].problem.c_str());
        input.reference = ofWeights(*input.reference, {"other", 2});
        found = detect(input);
        QVERIFY2(found.scores[1].problem.find("same weights") != std::string::npos,
                 found.scores[1].problem.c_str());
        QVERIFY2(found.scores[0].problem.empty(), "nothing was fitted for it");
    }

    void measurementsOfTwoOtherModelsNeverMeet() {
        auto input = inputOf({"likelihood_ratio"});
        addMeasurement(input.in, "background", {{"log_likelihood", "nats", {-1, -2, -3, -4}}});
        addMeasurement(input.out[0], "background", {{"log_likelihood", "nats", {-1, -2, -3}}});
        QVERIFY(detect(input).scores[0].sets[0].problem.empty());
        auto& measured = input.out[0].measurements.at("background");
        auto key = *measured.key;
        key.weights = {"another background", 7};
        measured.key = std::make_shared<const ColumnKey>(key);
        const auto problem = detect(input).scores[0].sets[0].problem;
        QVERIFY2(problem.find("background") != std::string::npos, problem.c_str());
    }

    void aFitThatIsKnownIsNotMadeAgain() {
        auto input = inputOf({"typicality"});
        const auto first = detect(input);
        const auto made = newFits(input, first);
        QCOMPARE(made.size(), std::size_t{1});
        input.known = made;
        input.known[0].state.numbers["mean"] = {100};  // would be 11 if it were made again
        const auto second = detect(input);
        QCOMPARE(second.scores[0].fit.state.number("mean"), 100.0);
        QVERIFY(newFits(input, second).empty());
    }

    void withoutTrainingImagesItIsSaid() {
        auto input = inputOf({"typicality", "likelihood"});
        input.reference.reset();
        const auto found = detect(input);
        QVERIFY2(found.scores[0].problem.find("training images") != std::string::npos,
                 found.scores[0].problem.c_str());
        QVERIFY(found.scores[1].problem.empty());
    }
};

NESCIO_TEST(tst_detection, TestDetection)
#include "tst_detection.moc"
