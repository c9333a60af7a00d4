// The histogram of likelihoods and its verdict, from stored tables alone.

#include <cmath>

#include <QtTest>

#include "core/views/likelihood_figure.h"
#include "tests/test_list.h"
#include "tests/views/made_tables.h"

using namespace nescio;
using tests::madeTable;

class TestLikelihoodFigure : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void numbersOfOtherWeightsAreNotJudgedAndSaySo() {
        auto in = std::make_shared<TermTable>(*madeTable("in", {-9, -8, -7, -9}));
        auto out = std::make_shared<TermTable>(*madeTable("out", {-3, -2, -1, -2}));
        in->key.weights = {"a", 100};
        out->key.weights = {"b", 400};
        FigureRequest request;
        request.sets = {{"in", SetRole::Test, in, -1, "at step 100 of 400"},
                        {"out", SetRole::OutOfDistribution, out}};
        request.markers = {{-5, {"b", 400}}, {-5, {"c", 150}}};
        const auto data = figureOf(request);
        QVERIFY2(data.verdict.find("no verdict") == 0 &&
                     data.verdict.find("step 100 for in") != std::string::npos &&
                     data.verdict.find("step 400 for out; score both again") != std::string::npos,
                 data.verdict.c_str());
        QVERIFY2(data.note.find("in: lower bound, 1 draw, at step 100 of 400; out: lower bound, 1 draw") == 0,
                 data.note.c_str());
        QVERIFY2(data.note.find("1 dropped image was scored at another step") != std::string::npos,
                 data.note.c_str());
        QCOMPARE(data.markers.size(), 1U);
        out->key.weights = in->key.weights;
        out->key.draws = 5;
        QVERIFY(figureOf(request).verdict.find("5 draws for out") != std::string::npos);
    }

    void theInspectedImageIsMarkedApartWhereItsWeightsFit() {
        auto in = std::make_shared<TermTable>(*madeTable("in", {-9, -8}));
        in->key.weights = {"a", 100};
        FigureRequest request;
        request.quantity = Quantity::LogLikelihood;
        request.sets = {{"in", SetRole::Test, in}};
        request.markers = {{-5, {"a", 100}}, {-6, {"a", 100}}};
        request.inspected = FigureMarker{-7, {"a", 100}};
        QCOMPARE(figureOf(request).inspected, std::optional(-7.0));
        QCOMPARE(figureOf(request).markers, (std::vector<double>{-5, -6}));
        request.inspected->weights = {"b", 200};
        const auto data = figureOf(request);
        QVERIFY(!data.inspected);
        QVERIFY2(data.note.ends_with("; the inspected image was scored at another step: not drawn"),
                 data.note.c_str());
    }

    void theTestPartOfTheFamilyIsTheOneInDistribution() {
        FigureRequest request;
        request.sets = {{"more", SetRole::Test, madeTable("mnist/train20k", {-9})},
                        {"test", SetRole::Test, madeTable("mnist/t10k", {-9})},
                        {"out", SetRole::OutOfDistribution, madeTable("kmnist/t10k", {-3})}};
        QCOMPARE(pairsOf(request.sets).front().in->setId, std::string("mnist/t10k"));
        request.sets.erase(request.sets.begin() + 1);
        QCOMPARE(pairsOf(request.sets).front().in->setId, std::string("mnist/train20k"));
        request.sets.front().role = SetRole::OutOfDistribution;
        QVERIFY(pairsOf(request.sets).empty());
    }

    void exactNumbersAreNotCalledABound() {
        auto bound = std::make_shared<TermTable>(*madeTable("in", {-9, -8}));
        auto exact = std::make_shared<TermTable>(*madeTable("out", {-3, -2}));
        exact->tightness = Tightness::Exact;
        exact->key.drawRule = bound->key.drawRule = DrawRule::Once;
        FigureRequest request;
        request.sets = {{"A", SetRole::Test, bound}, {"B", SetRole::OutOfDistribution, exact}};
        QCOMPARE(figureOf(request).note, std::string("A: lower bound; B: exact"));
    }

    void aBinOfTheFigureSpeaksOfImages() {
        FigureRequest request;
        request.sets = {{"in", SetRole::Test, madeTable("in", {-9, -8, -7, -9})},
                        {"out", SetRole::OutOfDistribution, madeTable("out", {-3, -2, -1, -2})}};
        const auto data = figureOf(request);
        std::int64_t images = 0;
        for (std::size_t bin = 0; bin + 1 < data.edges.size(); ++bin)
            images += imagesInBin(data, bin).count();
        QCOMPARE(images, std::int64_t{8});
        QVERIFY(imagesInBin(data, 0).contains("out", 2));  // bits/dim: the likeliest image comes first
    }

    void theFigureHasOneSeriesASetAndTheVerdictOfEachPair() {
        FigureRequest request;
        request.sets = {{"in", SetRole::Test, madeTable("in", {-9, -8, -7, -9})},
                        {"out", SetRole::OutOfDistribution, madeTable("out", {-3, -2, -1, -2})}};
        QVERIFY(figureOf(request).verdict.find("…") != std::string::npos);
        request.verdicts = {judged(pairsOf(request.sets).front())};
        request.markers = {{-5, {}}};
        const HistogramData data = figureOf(request);
        QCOMPARE(data.series.size(), 2U);
        QCOMPARE(data.series[0].n, 4);
        QCOMPARE(data.markers.size(), 1U);
        QVERIFY2(data.verdict.find("AUROC(−log p) 0.0") == 0, data.verdict.c_str());
        QVERIFY2(data.verdict.find("out is found more likely than in") != std::string::npos,
                 data.verdict.c_str());
    }

    void oneNanDoesNotSilenceTheVerdict() {
        FigureRequest request;
        request.sets = {{"in", SetRole::Test, madeTable("in", {-9, NAN, -8, -7, -9})},
                        {"out", SetRole::OutOfDistribution, madeTable("out", {-3, -2, -1, -2})},
                        {"lost", SetRole::OutOfDistribution, madeTable("lost", {NAN, NAN})}};
        for (const auto& pair : pairsOf(request.sets)) request.verdicts.push_back(judged(pair));
        const auto verdict = figureOf(request).verdict;
        QVERIFY2(verdict.find("out is found more likely than in (1 of 5 of in are NaN, left out)") !=
                     std::string::npos,
                 verdict.c_str());
        QVERIFY2(verdict.find(
                     "AUROC(−log p) not known · lost cannot be compared with in (2 of 2 of lost are NaN") !=
                     std::string::npos,
                 verdict.c_str());
    }

    void withoutAnOodSetThereIsNoVerdict() {
        FigureRequest request;
        request.sets = {{"in", SetRole::Test, madeTable("in", {-9, -8})}};
        QVERIFY(figureOf(request).verdict.empty());
        QVERIFY(figureOf(FigureRequest{}).series.empty());
    }

    void valuesThatAreNotFiniteAreCountedNotHidden() {
        FigureRequest request;
        request.sets = {{"in", SetRole::Test, madeTable("in", {-9, -8, NAN})}};
        QCOMPARE(figureOf(request).series[0].notFinite, 1);
    }

    void anAurocShowsNoMoreDigitsThanItsIntervalSupports() {
        QCOMPARE(aurocWords({0.1312, 0.1214, 0.1449}), std::string("AUROC(−log p) 0.13 [0.12, 0.14]"));
        QCOMPARE(aurocWords({0.0712, 0.0702, 0.0722}), std::string("AUROC(−log p) 0.071 [0.070, 0.072]"));
    }
};

NESCIO_TEST(tst_likelihood_figure, TestLikelihoodFigure)
#include "tst_likelihood_figure.moc"
