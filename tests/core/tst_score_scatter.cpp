// Figures of scores side by side: the curves that were picked, and one score against another with the lines
// that a share of false alarms sets.

#include <QtTest>

#include <cmath>

#include "core/analysis/detection_curves.h"
#include "core/analysis/score_scatter.h"
#include "core/values/failure.h"
#include "tests/core/made_columns.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

SetColumns madeOf(const std::vector<double>& nats, const std::string& title) {
    return madeColumns({{"pixels", TermKind::Conditional}}, nats, title);
}

DetectionInput scatterInput(const std::vector<std::string>& ids) {
    DetectionInput input{.in = madeOf({-10, -11, -12, -13}, "in"),
                         .out = {madeOf({-9, -11.5, -20, NAN}, "out")},
                         .reference = madeOf({-10, -12}, "training"),
                         .bootstraps = 20};
    for (const auto& id : ids) input.scores.push_back(scoreNamed(id, input.in.terms->columns));
    return input;
}

std::string whyNoScatter(const DetectionInput& input, const std::string& x, const std::string& y) {
    try {
        scoreScatter(input, detect(input), 0, x, y, 0.25);
    } catch (const OptionError& error) {
        return error.what();
    }
    return "";
}

bool hasWords(const std::string& text, const char* part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

class TestScoreScatter : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void dotsAreTheScoresOfTheSameImages() {
        const auto input = scatterInput({"likelihood", "typicality"});
        const auto figure = scoreScatter(input, detect(input), 0, "likelihood", "typicality", 0.25);
        const auto& in = figure.panels[0].series[0];
        const auto& out = figure.panels[0].series[1];
        QCOMPARE(in.x, (std::vector<double>{10, 11, 12, 13}));
        QCOMPARE(in.y, (std::vector<double>{1, 0, 1, 2}));
        QCOMPARE(out.x, (std::vector<double>{9, 11.5, 20}));
        QCOMPARE(out.y, (std::vector<double>{2, 0.5, 9}));
        QVERIFY(in.role != out.role);
        QVERIFY2(hasWords(in.label, "n = 4"), in.label.c_str());
        QVERIFY2(hasWords(out.label, "3 of 4 drawn"), out.label.c_str());  // the NaN is said
    }

    void linesFlagTheShareThatWasAsked() {
        const auto input = scatterInput({"likelihood", "typicality"});
        const auto figure = scoreScatter(input, detect(input), 0, "likelihood", "typicality", 0.25);
        const auto& panel = figure.panels[0];
        // −log p > 12 flags one of four; typicality > 1 flags one of four.
        QCOMPARE(panel.marks.size(), std::size_t{1});
        QCOMPARE(panel.marks[0].x, 12.0);
        QVERIFY2(hasWords(panel.marks[0].label, "25.0 % of in, 33.3 % of out"), panel.marks[0].label.c_str());
        QCOMPARE(panel.series.size(), std::size_t{3});
        QCOMPARE(panel.series[2].y, (std::vector<double>{1, 1}));
        QCOMPARE(panel.series[2].x, (std::vector<double>{9, 20}));
        QVERIFY2(hasWords(panel.series[2].label, "25.0 % of in, 66.7 % of out"),
                 panel.series[2].label.c_str());
    }

    void whatCannotBeDrawnIsASentence() {
        const auto input = scatterInput({"likelihood", "complexity_png", "typicality_2"});
        QVERIFY(hasWords(whyNoScatter(input, "likelihood", "volume"), "volume"));
        QVERIFY(hasWords(whyNoScatter(input, "likelihood", "complexity_png"), "png"));
        QVERIFY(hasWords(whyNoScatter(input, "typicality_2", "likelihood"), "single images"));
    }

    void onlyPickedScoresAreDrawn() {
        const auto input = scatterInput({"likelihood", "typicality", "complexity_png"});
        const auto found = detect(input);
        const auto picked = detectionCurves(input, found, 0, {"typicality", "complexity_png"});
        QCOMPARE(picked.panels[0].series.size(), std::size_t{1});
        QVERIFY(hasWords(picked.panels[0].series[0].label, "typicality"));
        QCOMPARE(detectionCurves(input, found, 0).panels[0].series.size(), std::size_t{2});
        const auto best = bestFirst(found, 0);
        QCOMPARE(best.size(), std::size_t{2});
        QCOMPARE(best[0]->kind.id, std::string("typicality"));
    }
};

NESCIO_TEST(tst_score_scatter, TestScoreScatter)
#include "tst_score_scatter.moc"
