// Scores that a person composed: what names stand for, what they are told to know, and what they say where
// they cannot be had.

#include <QtTest>

#include <cmath>

#include "core/scores/composition.h"
#include "tests/core/made_columns.h"
#include "tests/datasets/expect_error.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

using Values = std::vector<double>;

std::vector<TermInfo> twoLevelTerms() {
    return {{"level 1 · step 1", TermKind::LogDet, 1, 1},
            {"level 1 · prior", TermKind::Prior, 1, 0},
            {"level 2 · step 1", TermKind::LogDet, 2, 1},
            {"level 2 · prior", TermKind::Prior, 2, 0},
            {"bytes", TermKind::Scaling, 0, 0}};
}

/// Two images of two bytes: log p = -13 and -14 nats.
SetColumns measuredTwoLevels() {
    auto columns = madeColumns(twoLevelTerms(), {1, -2, 0.5, -1, -11.5,  //
                                                 2, -3, 0.25, -2, -11.25});
    addMeasurement(columns, "png", {{"bytes", "bytes", {10, 20}}, {"net", "bytes", {1, 8}}});
    addMeasurement(columns, "background", {{"log_likelihood", "nats", {-10, -20}}});
    return columns;
}

std::vector<Measurement> measuredIn(const SetColumns& columns) {
    std::vector<Measurement> all;
    for (const auto& [id, measurement] : columns.measurements) all.push_back(measurement);
    return all;
}

Composition madeFormula(const std::string& formula, const SetColumns& columns,
                        const std::string& id = "mine") {
    return composedFormula(id, "", formula, columns.terms->columns, measuredNames(measuredIn(columns)));
}

Values scoreByFormula(const std::string& formula, const SetColumns& columns) {
    return scoreOf(composedScore(madeFormula(formula, columns)), columns);
}

}  // namespace

class TestCompositions : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void namesStandForPartsOfTheLikelihood() {
        const auto two = measuredTwoLevels();
        QCOMPARE(scoreByFormula("-log_p", two), (Values{13, 14}));
        QCOMPARE(scoreByFormula("-density", two), (Values{3, 5}));
        QCOMPARE(scoreByFormula("volume", two), (Values{1.5, 2.25}));
        QCOMPARE(scoreByFormula("scaling", two), (Values{-11.5, -11.25}));
        QCOMPARE(scoreByFormula("level_1", two), (Values{-1, -1}));
        QCOMPARE(scoreByFormula("level_2", two), (Values{-0.5, -1.75}));
        QCOMPARE(scoreByFormula("D", two), (Values{2, 2}));
        for (const double value : scoreByFormula("bits_per_dim*D*nats_per_bit + log_p", two))
            QVERIFY(std::abs(value) < 1e-12);
        const auto members = madeColumns(
            {{"member 1 · prior", TermKind::Prior, 0, 0, 1}, {"member 2 · prior", TermKind::Prior, 0, 0, 2}},
            {-1, -2, -1.5, -1.5});
        QCOMPARE(scoreByFormula("member_1 - member_2", members), (Values{2, 0}));
    }

    void namesStandForWhatWasMeasured() {
        const auto two = measuredTwoLevels();
        QCOMPARE(scoreByFormula("png_net + 0*png_bytes", two), (Values{1, 8}));
        QVERIFY2(scoreByFormula("png", two) == (Values{10, 20}), "a measure's name is its first column");
        QCOMPARE(scoreByFormula("background - log_p", two), (Values{3, -6}));
        const auto kind =
            composedScore(madeFormula("background - log_p - png_net*bits_per_byte*nats_per_bit", two));
        QCOMPARE(kind.measures, (std::vector<std::string>{"background", "png"}));
        QCOMPARE(kind.measuredColumns, (std::vector<std::string>{"log_likelihood", "net"}));
        QCOMPARE(kind.unit, std::string("nats"));
    }

    void aRegisteredScoreCanBeWrittenAsAFormula() {
        const auto two = measuredTwoLevels();
        const auto registered = scoreOf(scoreNamed("complexity_png_net", twoLevelTerms()), two);
        const auto composed = scoreByFormula("bits_per_dim - bits_per_byte*png_net/D", two);
        for (std::size_t i = 0; i < composed.size(); ++i)
            QVERIFY(std::abs(composed[i] - registered[i]) < 1e-12);
    }

    void itKnowsWhatItsColumnsKnow() {
        const auto two = measuredTwoLevels();
        QCOMPARE(madeFormula("-log_p", two).knows, Knowledge::Nothing);
        QVERIFY2(madeFormula("png_net", two).knows == Knowledge::Nothing,
                 "a code is a fact of the image alone");
        QCOMPARE(madeFormula("background - log_p", two).knows, Knowledge::SecondModel);
        auto latents = two;
        addMeasurement(latents, "latents", {{"normality", "", {1, 2}}, {"spectrum", "", {1, 2}}});
        QVERIFY2(madeFormula("latents_normality", latents).knows == Knowledge::Nothing,
                 "training statistics come with a fit, not with the column");
        auto told = two;
        addMeasurement(told, "imported_detector", {{"output", "", {1, 2}}});
        told.measurements.at("imported_detector").knows = Knowledge::OodLabels;
        QCOMPARE(madeFormula("imported_detector + background/nats", told).knows, Knowledge::OodLabels);
        QCOMPARE(composedScore(madeFormula("imported_detector", told)).knows, Knowledge::OodLabels);
    }

    void aTitleIsTheFormulaUnlessOneIsGiven() {
        const auto two = measuredTwoLevels();
        QCOMPARE(madeFormula("-log_p", two).title, std::string("-log_p"));
        QCOMPARE(composedFormula("mine", "a title", "-log_p", twoLevelTerms(), {}).title,
                 std::string("a title"));
    }

    void idsThatAreTakenOrNoneAreRefused() {
        const auto two = measuredTwoLevels();
        for (const char* id : {"likelihood", "volume", "typicality", "typicality_25", "complexity_png"})
            QCOMPARE(whyNot<OptionError>([&] { madeFormula("-log_p", two, id); }, {"that no score has", id}),
                     QString());
        for (const char* id : {"", "My score", "../x", "9lives", "a/b", "_x"})
            QCOMPARE(whyNot<OptionError>([&] { madeFormula("-log_p", two, id); }, {"small letters"}),
                     QString());
        QCOMPARE(whyNot<OptionError>([&] { madeFormula("-log_p", two, std::string(100'000, 'a')); },
                                     {"at most 60"}),
                 QString());
    }

    void itSaysWhatItLacks() {
        const auto two = measuredTwoLevels();
        const auto pixels = madeColumns({{"pixels", TermKind::Conditional}}, {-1, -2});
        const auto ofVolume = composedScore(madeFormula("-volume", two));
        QVERIFY(ofVolume.appliesTo(twoLevelTerms()) && !ofVolume.appliesTo(pixels.terms->columns));
        QCOMPARE(whyNot<UnsupportedError>([&] { scoreOf(ofVolume, pixels); }, {"mine", "-volume"}),
                 QString());
        const auto ofPng = composedScore(madeFormula("png_net", two));
        QCOMPARE(whyNot<UnsupportedError>([&] { scoreOf(ofPng, pixels); }, {"mine", "png", "measured"}),
                 QString());
        QCOMPARE(whyNot<OptionError>([&] { madeFormula("-volume", pixels); }, {"“volume”", "log_p"}),
                 QString());
    }

    void aColumnOfAnotherUnitThanWhenItWasNamedIsRefused() {
        const auto two = measuredTwoLevels();
        const auto kind = composedScore(madeFormula("background - log_p", two));
        auto other = two;
        addMeasurement(other, "background", {{"log_likelihood", "bits", {-10, -20}}});
        QCOMPARE(whyNot<UnsupportedError>([&] { scoreOf(kind, other); }, {"“nats”", "“bits”", "background"}),
                 QString());
    }

    void infinitiesAndNanStayWithTheirImage() {
        auto two = measuredTwoLevels();
        addMeasurement(two, "imported_x", {{"x", "", {0, NAN}}});
        const auto values = scoreByFormula("1/imported_x", two);
        QVERIFY(std::isinf(values[0]) && std::isnan(values[1]));
    }
};

NESCIO_TEST(tst_compositions, TestCompositions)
#include "tst_compositions.moc"
