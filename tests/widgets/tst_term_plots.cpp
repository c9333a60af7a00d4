// The terms of a likelihood: of one image as bars, and along a training as curves.
#include <QtTest>

#include <limits>

#include <QToolButton>

#include "tests/test_list.h"
#include "tests/widgets/shown_plot.h"
#include "widgets/plots/breakdown_plot.h"
#include "widgets/plots/history_plot.h"

using namespace nescio;
using tests::prepare;

namespace {

BreakdownData flowOf(int steps) {
    BreakdownData data;
    data.shape = {1, 28, 28};
    data.title = "MNIST test #412";
    for (int level = 1; level <= 2; ++level) {
        for (int step = 1; step <= steps; ++step)
            for (const char* part : {"actnorm", "1×1 convolution", "coupling"})
                data.breakdown.terms.push_back(
                    {{"level " + std::to_string(level) + " · step " + std::to_string(step) + " · " + part,
                      TermKind::LogDet, level, step},
                     10});
        data.breakdown.terms.push_back(
            {{"level " + std::to_string(level) + " · prior", TermKind::Prior, level, 0}, -500});
    }
    data.breakdown.terms.push_back({{"scaling", TermKind::Scaling, 0, 0}, -4347});
    data.rank = 0.987;
    data.referenceName = "FashionMNIST train, n = 1\u2009000 of 20\u2009000";
    return data;
}

}  // namespace

class TestTermPlots : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void manyTermsArePutTogetherAndShownOnDemand();
    void fewTermsAreShownEach();
    void theBreakdownAddsUp();
    void theRankIsSaid();
    void volumeIsSpokenOfOnlyWhereThereIsOne();
    void theCurveSurvivesNan();
    void theReadoutTellsSpeedAndTimeLeft();
};

void TestTermPlots::manyTermsArePutTogetherAndShownOnDemand() {
    const BreakdownData data = flowOf(8);
    const auto grouped = groupedTerms(data);
    QCOMPARE(grouped.size(),
             std::size_t{7});  // two levels of {other steps, couplings, prior}, and the scaling
    QCOMPARE(grouped[0].label, QStringLiteral("level 1 · actnorm + 1×1 conv."));
    QCOMPARE(grouped[0].terms, 16);
    QCOMPARE(grouped[0].nats, 160.0);
    QCOMPARE(grouped[1].label, QStringLiteral("level 1 · coupling"));
    BreakdownData scaled = flowOf(8);
    scaled.breakdown.terms.push_back({{"level 1 · prior scale", TermKind::LogDet, 1, 0}, 5});
    QCOMPARE(groupedTerms(scaled).size(), std::size_t{8});  // of no step, and so put together with none
    BreakdownPlot plot;
    plot.show(data);
    prepare(plot);
    auto* button = plot.findChild<QToolButton*>(QStringLiteral("breakdownDetail"));
    QVERIFY(button->isVisible());
    const QImage before = plot.grab().toImage();
    QTest::keyClick(&plot, Qt::Key_T);
    QCOMPARE(plot.detail(), BreakdownPlot::Detail::EveryTerm);
    QVERIFY(plot.grab().toImage() != before);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(plot.detail(), BreakdownPlot::Detail::Grouped);
    QCOMPARE(plot.csv().count(QLatin1Char('\n')),
             qsizetype{2 * 25 + 1 + 2});  // the file always has every term
}

void TestTermPlots::fewTermsAreShownEach() {
    BreakdownPlot plot;
    BreakdownData data = flowOf(1);
    plot.show(data);
    prepare(plot);
    const QString tip = plot.tipAt({400, 62});
    QVERIFY2(tip.startsWith(QStringLiteral("level 1 · step 1 · actnorm")), qPrintable(tip));
}

void TestTermPlots::theBreakdownAddsUp() {
    for (const int steps : {1, 8, 32}) {
        const BreakdownData data = flowOf(steps);
        double sum = 0;
        for (const BreakdownRow& row : groupedTerms(data)) sum += row.nats;
        QVERIFY(std::abs(sum - data.breakdown.totalNats()) < 1e-9 * std::abs(sum));
    }
}

void TestTermPlots::theRankIsSaid() {
    BreakdownPlot plot;
    plot.show(flowOf(2));
    QVERIFY2(plot.summary().contains(QStringLiteral(
                 "More likely than 98.7 % of FashionMNIST train, n = 1\u2009000 of 20\u2009000")),
             qPrintable(plot.summary()));
    QVERIFY(plot.summary().contains(QLatin1String("bits/dim, lower bound")));
}

void TestTermPlots::volumeIsSpokenOfOnlyWhereThereIsOne() {
    BreakdownPlot plot;
    plot.show(flowOf(2));
    QVERIFY(plot.summary().contains(QLatin1String("volume term")));
    BreakdownData vae;
    vae.title = "image under vae";
    vae.shape = {1, 2, 2};
    vae.breakdown = {.terms = {{{.label = "reconstruction", .kind = TermKind::Reconstruction}, -8},
                               {{.label = "divergence", .kind = TermKind::Divergence}, -2}},
                     .draws = 16,
                     .drawRule = DrawRule::LogMeanExp};
    plot.show(vae);
    QVERIFY2(plot.summary().contains(QStringLiteral("reconstruction −8 · divergence −2 = −10 nats")) &&
                 plot.summary().contains(QLatin1String("16 importance draws")) &&
                 !plot.summary().contains(QLatin1String("volume")),
             qPrintable(plot.summary()));
    BreakdownData pixels = vae;
    pixels.breakdown = {.terms = {{{.label = "pixels", .kind = TermKind::Conditional}, -8}},
                        .tightness = Tightness::Exact,
                        .drawRule = DrawRule::Once};
    plot.show(pixels);
    QVERIFY2(plot.summary().contains(QStringLiteral("log-likelihood −8 nats")), qPrintable(plot.summary()));

    HistoryPlot history;
    HistoryData data;
    for (int i = 1; i <= 50; ++i) data.rows.push_back({.step = i, .total = 3.0, .density = 3.0});
    history.show(data);
    prepare(history);
    const QString tip = history.tipAt({400, 200});
    QVERIFY2(tip.contains(QLatin1String("training 3.000")) && !tip.contains(QLatin1String("volume")),
             qPrintable(tip));
}

void TestTermPlots::theCurveSurvivesNan() {
    HistoryPlot plot;
    HistoryData data;
    for (int i = 1; i <= 50; ++i)
        data.rows.push_back({.step = i,
                             .total = i == 20 ? std::nan("") : 3.0,
                             .density = 5,
                             .volume = -10,
                             .validation = std::nan("")});
    plot.show(data);
    prepare(plot);
    data.rows.back().total = std::numeric_limits<double>::infinity();
    plot.show(data);
    QVERIFY(!plot.grab().isNull());
    QVERIFY(plot.csv().contains(QLatin1String(",inf,")));
}

void TestTermPlots::theReadoutTellsSpeedAndTimeLeft() {
    HistoryPlot plot;
    HistoryData data;
    data.totalSteps = 300;
    data.rows.push_back({.step = 100,
                         .epoch = 0.5,
                         .total = 3.21,
                         .validation = 3.3,
                         .imagesPerSecond = 412,
                         .elapsedSeconds = 50});
    plot.show(data);
    const QString summary = plot.summary();
    for (const char* part :
         {"step 100 of 300", "training 3.210, validation 3.300 bits/dim", "412 images/s", "1:40 left"})
        QVERIFY2(summary.contains(QLatin1String(part)), qPrintable(summary));
}

NESCIO_TEST(tst_term_plots, TestTermPlots)
#include "tst_term_plots.moc"
