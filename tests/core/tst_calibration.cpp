// From training images to verdicts: halves that share no image, thresholds on the half that no score was
// fitted on, percentiles and words worked by hand.

#include <QtTest>

#include <cmath>
#include <set>

#include "core/scores/calibration.h"
#include "core/scores/detection_thresholds.h"
#include "core/values/failure.h"
#include "tests/core/made_columns.h"
#include "tests/datasets/expect_error.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

/// Images whose score `likelihood` is these, with contents from `first` on.
SetColumns scored(const std::vector<double>& scores, std::uint64_t first = 1000) {
    std::vector<double> nats;
    for (const double score : scores) nats.push_back(-score);
    auto columns = madeColumns({{"pixels", TermKind::Conditional}}, nats);
    auto table = *columns.terms;
    for (auto& content : table.key.contents) content += first - 1000;
    columns.terms = std::make_shared<const TermTable>(std::move(table));
    return columns;
}

std::vector<double> fromOneTo(int n) {
    std::vector<double> values;
    for (int i = 1; i <= n; ++i) values.push_back(i);
    return values;
}

ScoreKind kindOf(const std::string& id) {
    return scoreNamed(id, {{"pixels", TermKind::Conditional}});
}

/// Its threshold is set on exactly these.
Calibration heldOut(const std::vector<double>& scores) {
    const ReferenceHalves halves{.fitting = scored({1, 2}, 5000), .heldOut = scored(scores)};
    return calibrated(kindOf("likelihood"), halves);
}

Verdict verdictAt(const std::vector<double>& scores, double rate, double score) {
    const auto calibration = heldOut(scores);
    return verdictOn(calibration, thresholdOf(calibration, rate), score);
}

std::set<std::uint64_t> contentsIn(const SetColumns& columns) {
    const auto& contents = columns.terms->key.contents;
    return {contents.begin(), contents.end()};
}

/// Tells what it was fitted on and what it was asked about, by content.
struct Witness {
    std::shared_ptr<std::set<std::uint64_t>> fitted = std::make_shared<std::set<std::uint64_t>>();
    std::shared_ptr<std::set<std::uint64_t>> judged = std::make_shared<std::set<std::uint64_t>>();

    [[nodiscard]] ScoreKind kind() const {
        auto kind = kindOf("likelihood");
        kind.id = "witness";
        kind.fit = [fitted = fitted](const SetColumns& reference) {
            *fitted = contentsIn(reference);
            return ScoreState{};
        };
        kind.evaluate = [judged = judged](const SetColumns& columns, const ScoreState&) {
            judged->merge(contentsIn(columns));
            return std::vector<double>(columns.rows(), 1.0);
        };
        return kind;
    }
};

}  // namespace

class TestCalibration : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void noImageIsInBothHalves() {
        const auto halves = halvesOf(scored(fromOneTo(2000)));
        const auto fitting = contentsIn(halves.fitting), held = contentsIn(halves.heldOut);
        QCOMPARE(fitting.size() + held.size(), std::size_t{2000});
        for (const auto content : fitting) QVERIFY(!held.contains(content));
        // 1000 ± 22 of a fair coin; five standard deviations.
        QVERIFY2(held.size() > 888 && held.size() < 1112, qPrintable(QString::number(held.size())));
    }

    void anImageIsInTheSameHalfWhateverItComesWith() {
        const auto all = contentsIn(halvesOf(scored(fromOneTo(300))).heldOut);
        for (const auto content : contentsIn(halvesOf(scored(fromOneTo(40), 1100)).heldOut))
            QVERIFY(all.contains(content));
        auto copies = *scored(fromOneTo(40)).terms;  // each image twice
        for (std::size_t i = 0; i < 20; ++i) copies.key.contents[i + 20] = copies.key.contents[i];
        const auto halves = halvesOf({.terms = std::make_shared<const TermTable>(copies)});
        for (const auto content : contentsIn(halves.fitting))
            QVERIFY(!contentsIn(halves.heldOut).contains(content));
    }

    void tablesWithoutContentsAreSplitByPlace() {
        auto table = *scored(fromOneTo(200)).terms;
        table.key.contents.clear();
        const auto halves = halvesOf({.terms = std::make_shared<const TermTable>(table)});
        QCOMPARE(halves.fitting.rows() + halves.heldOut.rows(), std::size_t{200});
        QVERIFY(halves.heldOut.rows() > 60 && halves.heldOut.rows() < 140);
    }

    void thresholdsAreSetOnImagesThatNoScoreWasFittedOn() {
        const Witness witness;
        const auto calibration = calibrated(witness.kind(), halvesOf(scored(fromOneTo(100))));
        QVERIFY(calibration.noThreshold.empty());
        QVERIFY(!witness.fitted->empty() && !witness.judged->empty());
        for (const auto content : *witness.judged) QVERIFY(!witness.fitted->contains(content));
        QCOMPARE(calibration.heldOut.size(), witness.judged->size());
    }

    void aScoreThatWasFittedForGoodHasNoThreshold() {
        auto kind = kindOf("likelihood");
        kind.knows = Knowledge::OodLabels;
        const auto calibration = calibrated(kind, halvesOf(scored(fromOneTo(100))));
        QVERIFY(calibration.noValue.empty());
        QVERIFY2(calibration.noThreshold.find("fitted for good") != std::string::npos,
                 calibration.noThreshold.c_str());
    }

    void aFitToTheSameHalfIsNotMadeAgain() {
        const auto halves = halvesOf(scored(fromOneTo(50)));
        auto known = calibrated(kindOf("typicality"), halves).fit;
        known.state.numbers["mean"] = {1e6};
        QCOMPARE(calibrated(kindOf("typicality"), halves, {known}).fit.state.number("mean"), 1e6);
        known.referenceKey = "another half";
        QVERIFY(calibrated(kindOf("typicality"), halves, {known}).fit.state.number("mean") < 0);
    }

    void percentilesAreSharesOfLowerScores() {
        const auto calibration = heldOut({4, 2, 2, 8});
        QCOMPARE(percentileOf(calibration, 1), 0.0);
        QCOMPARE(percentileOf(calibration, 2), 0.0);  // ties are not lower
        QCOMPARE(percentileOf(calibration, 3), 0.5);
        QCOMPARE(percentileOf(calibration, 8), 0.75);
        QCOMPARE(percentileOf(calibration, 9), 1.0);
        QVERIFY(std::isnan(percentileOf(calibration, NAN)));
        QVERIFY(std::isnan(percentileOf(Calibration{}, 3)));
    }

    void verdictsNameScoreAndThreshold() {
        const auto flagged = verdictAt(fromOneTo(20), 0.1, 18.5);
        QCOMPARE(flagged.judged, Judged::Flagged);
        QCOMPARE(flagged.words, std::string("likelihood 18.5 > 18 nats: flagged"));
        const auto calm = verdictAt(fromOneTo(20), 0.1, 18);
        QCOMPARE(calm.judged, Judged::InDistribution);
        QCOMPARE(calm.words, std::string("likelihood 18 ≤ 18 nats: not flagged"));
        QCOMPARE(verdictAt(fromOneTo(20), 0, 21).judged, Judged::Flagged);
        QCOMPARE(verdictAt(fromOneTo(20), 1, -5).judged, Judged::Flagged);
    }

    void ofManyTiesNoneIsFlagged() {
        const std::vector<double> ties{1, 3, 3, 3, 3};
        QCOMPARE(verdictAt(ties, 0.4, 3).judged, Judged::InDistribution);
        QCOMPARE(verdictAt(ties, 0.4, 3.1).judged, Judged::Flagged);
        const auto threshold = thresholdOf(heldOut(ties), 0.4);
        QVERIFY2(threshold.remark.find("4 of 5") != std::string::npos, threshold.remark.c_str());
    }

    void ofNanThereIsNoVerdict() {
        const auto verdict = verdictAt(fromOneTo(20), 0.1, NAN);
        QCOMPARE(verdict.judged, Judged::NotAtAll);
        QVERIFY2(verdict.words.find("NaN") != std::string::npos, verdict.words.c_str());
        QCOMPARE(verdictAt(fromOneTo(20), 0.1, INFINITY).judged, Judged::Flagged);
        const auto calibration = heldOut({1, NAN, 2, NAN});
        QCOMPARE(calibration.heldOut, (std::vector<double>{1, 2}));
        QCOMPARE(thresholdOf(calibration, 0).nan, std::size_t{2});
        QVERIFY2(heldOut({NAN, NAN}).noThreshold.find("NaN alone") != std::string::npos,
                 heldOut({NAN, NAN}).noThreshold.c_str());
    }

    void withoutTrainingImagesThereAreValuesAndNoVerdict() {
        const auto likelihood = calibrated(kindOf("likelihood"), std::nullopt);
        QVERIFY(likelihood.noValue.empty());
        const auto verdict = verdictOn(likelihood, std::nullopt, 3);
        QCOMPARE(verdict.judged, Judged::NotAtAll);
        QVERIFY2(verdict.words.find("--reference") != std::string::npos, verdict.words.c_str());
        QVERIFY(!calibrated(kindOf("typicality"), std::nullopt).noValue.empty());
    }

    void achievedRatesAreOfTheSetsCompared() {
        const auto reference = scored(fromOneTo(400));
        const auto held = halvesOf(reference).heldOut;
        auto scores = minusLogP(*held.terms);
        std::sort(scores.begin(), scores.end());
        const auto n = scores.size();
        const auto allowed = static_cast<std::size_t>(std::floor(0.1 * static_cast<double>(n)));
        const double expected = scores[n - allowed - 1];
        DetectionInput input{.in = scored({expected, expected + 1, 0, 1}, 9000),
                             .out = {scored({expected + 1, expected + 2, NAN}, 9500)},
                             .reference = reference,
                             .scores = {kindOf("likelihood"), kindOf("density")},
                             .falseAlarms = 0.1};
        const auto found = thresholdsOf(input);
        QCOMPARE(found[0].threshold->score, expected);
        QCOMPARE(found[0].threshold->n, n);
        QCOMPARE(found[0].in.flagged.share.value, 0.25);
        QVERIFY(found[0].in.flagged.share.low > 0.04 && found[0].in.flagged.share.high < 0.71);
        QVERIFY(found[0].sets[0].flagged.n == 2 && found[0].sets[0].flagged.nan == 1);
        QCOMPARE(found[0].sets[0].flagged.share.value, 1.0);
        QVERIFY2(!found[1].threshold && !found[1].calibration.noThreshold.empty(),
                 "density cannot be had of these terms, and hides no other");
    }

    void fitsOfHalvesAreKeptBesideThoseOfAll() {
        DetectionInput input{.in = scored(fromOneTo(10), 9000),
                             .out = {scored(fromOneTo(10), 9500)},
                             .reference = scored(fromOneTo(100)),
                             .scores = {kindOf("typicality")}};
        const auto thresholds = thresholdsOf(input);
        const auto fits = newFits(input, thresholds);
        QCOMPARE(fits.size(), std::size_t{1});
        QVERIFY(fits[0].referenceKey != digestOf(input.reference->terms->key));
        QVERIFY2(fits[0].referenceTitle.find("half") != std::string::npos, fits[0].referenceTitle.c_str());
        input.known = fits;
        QVERIFY(newFits(input, thresholdsOf(input)).empty());
    }

    void numbersOfOtherWeightsNeverMeet() {
        DetectionInput input{.in = scored(fromOneTo(10), 9000),
                             .out = {scored(fromOneTo(10), 9500)},
                             .reference = scored(fromOneTo(100)),
                             .scores = {kindOf("likelihood")}};
        auto other = *input.out[0].terms;
        other.key.weights = {"other", 2};
        input.out[0].terms = std::make_shared<const TermTable>(other);
        const auto found = thresholdsOf(input);
        QVERIFY(found[0].in.problem.empty());
        QVERIFY2(found[0].sets[0].problem.find("same weights") != std::string::npos,
                 found[0].sets[0].problem.c_str());
    }
};

NESCIO_TEST(tst_calibration, TestCalibration)
#include "tst_calibration.moc"
