// The arithmetic of figures: round ticks, decimated and clipped lines, places and values, no two words on top
// of each other.
#include <QtTest>

#include <limits>

#include "tests/test_list.h"
#include "widgets/plots/csv_table.h"
#include "widgets/plots/figure_layout.h"
#include "widgets/plots/polyline.h"

using namespace nescio;

namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

FigureStyle screen() {
    return FigureStyle::screen(Theme::light(), QFont());
}

Figure plainFigure(int legendEntries) {
    Figure figure;
    figure.title = QStringLiteral("a title that says which model saw which data");
    figure.note = QStringLiteral("lower bound, 1 draw");
    figure.footer << QStringLiteral(
        "a sentence of some length about what the curves mean when one looks at them");
    Panel panel;
    panel.x = {.title = QStringLiteral("bits/dim"),
               .lowHint = {},
               .highHint = {},
               .range = {0, 10},
               .categories = {}};
    panel.y = {
        .title = QStringLiteral("density"), .lowHint = {}, .highHint = {}, .range = {0, 1}, .categories = {}};
    panel.curves.push_back({.points = {{0, 0.9}, {10, 0.9}}, .colour = Qt::black, .fill = {}});
    for (int i = 0; i < legendEntries; ++i)
        panel.legend.push_back(
            {.text = QStringLiteral("set number %1").arg(i), .colour = Qt::black, .fill = {}});
    figure.panels.push_back(panel);
    return figure;
}

}  // namespace

class TestFigure : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void ticksAreRound_data();
    void ticksAreRound();
    void thereAreAtLeastTwoTicks();
    void anEmptyRangeHasNoTicks();
    void numbersCarryThinSpacesAndATrueMinus();
    void decimationKeepsPeaksAndAtMostTwoPointsAColumn();
    void shortLinesStayWhole();
    void aValueThatIsNotFiniteBreaksALine();
    void linesAreCutAtTheFrame();
    void anAreaIsCutToTheFrame();
    void placesAndValuesAreInverse();
    void wordsDoNotOverlap_data();
    void wordsDoNotOverlap();
    void csvCellsAreQuotedAndExact();
};

void TestFigure::ticksAreRound_data() {
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::addColumn<int>("most");
    QTest::addColumn<QStringList>("texts");
    QTest::addRow("steps of 0.5") << 1.1 << 3.2 << 5 << QStringList{"1.5", "2.0", "2.5", "3.0"};
    QTest::addRow("around zero") << -1.0 << 1.0 << 4 << QStringList{"−1.0", "−0.5", "0.0", "0.5", "1.0"};
    QTest::addRow("thousands") << 0.0 << 20000.0 << 4
                               << QStringList{"0", "5\u2009000", "10\u2009000", "15\u2009000", "20\u2009000"};
    QTest::addRow("small") << 0.0 << 0.004 << 2 << QStringList{"0.000", "0.002", "0.004"};
}

void TestFigure::ticksAreRound() {
    QFETCH(double, low);
    QFETCH(double, high);
    QFETCH(int, most);
    QFETCH(QStringList, texts);
    FigureStyle style = screen();
    style.locale = QLocale::c();
    QStringList found;
    for (const Tick& tick : roundTicks({low, high}, most, style).ticks) found << tick.text;
    QCOMPARE(found, texts);
}

void TestFigure::thereAreAtLeastTwoTicks() {
    for (const double high : {1.0, 1.7, 3.3, 7.0, 9.9, 123.0, 4.4e-7})
        QVERIFY2(roundTicks({high * 0.13, high}, 1, screen()).ticks.size() >= 2,
                 qPrintable(QString::number(high)));
}

void TestFigure::anEmptyRangeHasNoTicks() {
    QVERIFY(roundTicks({1, 1}, 5, screen()).ticks.empty());
    QVERIFY(roundTicks({2, 1}, 5, screen()).ticks.empty());
    QVERIFY(roundTicks({0, kNothing}, 5, screen()).ticks.empty());
    QVERIFY(roundTicks({1e17, 1e17 + 16}, 50, screen()).ticks.size() < 100);
}

void TestFigure::numbersCarryThinSpacesAndATrueMinus() {
    FigureStyle style = screen();
    style.locale = QLocale(QLocale::German);
    QCOMPARE(style.number(-1234567.24, 1), QStringLiteral("−1\u2009234\u2009567,2"));
    QCOMPARE(style.number(-0.001, 1), QStringLiteral("0,0"));
    QCOMPARE(style.number(kNothing, 1), QStringLiteral("NaN"));
    QCOMPARE(style.share(1000, 20000), QStringLiteral("n = 1\u2009000 of 20\u2009000"));
    QCOMPARE(style.share(20000, 20000), QStringLiteral("n = 20\u2009000"));
}

void TestFigure::decimationKeepsPeaksAndAtMostTwoPointsAColumn() {
    Polyline points;
    for (int i = 0; i < 100000; ++i)
        points.emplace_back(i, i == 41234 ? 9.0 : i == 70001 ? -9.0 : std::sin(i * 0.1));
    const Polyline fewer = decimated(points, {0, 100000}, 500);
    QVERIFY(fewer.size() <= 1000);
    QVERIFY(std::find(fewer.begin(), fewer.end(), QPointF(41234, 9)) != fewer.end());
    QVERIFY(std::find(fewer.begin(), fewer.end(), QPointF(70001, -9)) != fewer.end());
    QVERIFY(std::is_sorted(fewer.begin(), fewer.end(), [](auto a, auto b) { return a.x() < b.x(); }));
}

void TestFigure::shortLinesStayWhole() {
    const Polyline points{{0, 1}, {1, 2}, {2, 0}};
    QCOMPARE(decimated(points, {0, 2}, 500), points);
}

void TestFigure::aValueThatIsNotFiniteBreaksALine() {
    const auto parts = finiteParts({{0, kNothing}, {1, 1}, {2, 2}, {3, kNothing}, {4, 4}, {5, INFINITY}});
    QCOMPARE(parts.size(), std::size_t{2});
    QCOMPARE(parts[0], (Polyline{{1, 1}, {2, 2}}));
    QCOMPARE(parts[1], (Polyline{{4, 4}}));
}

void TestFigure::linesAreCutAtTheFrame() {
    const auto parts = clipped({{-1, 0.5}, {1, 0.5}, {1, 3}, {2, 3}, {2, 0.5}, {9, 0.5}}, {0, 3}, {0, 1});
    QCOMPARE(parts.size(), std::size_t{2});
    QCOMPARE(parts[0], (Polyline{{0, 0.5}, {1, 0.5}, {1, 1}}));
    QCOMPARE(parts[1], (Polyline{{2, 1}, {2, 0.5}, {3, 0.5}}));
    QVERIFY(clipped({{5, 0}, {6, 1}}, {0, 3}, {0, 1}).empty());
}

void TestFigure::anAreaIsCutToTheFrame() {
    const Polyline area = clippedArea({{-1, 0}, {1, 2}, {5, 2}}, {0, 3}, {0, 1.5});
    QCOMPARE(area, (Polyline{{0, 1}, {1, 1.5}, {3, 1.5}}));
}

void TestFigure::placesAndValuesAreInverse() {
    const FigureLayout layout = layOut(plainFigure(2), QRectF(0, 0, 700, 400), screen());
    const PanelLayout& place = layout.panels.front();
    const QPointF back = place.toValue(place.toPlace({3.25, 0.75}));
    QVERIFY(std::abs(back.x() - 3.25) < 1e-12 && std::abs(back.y() - 0.75) < 1e-12);
    QCOMPARE(place.toPlace({0, 0}), place.plot.bottomLeft());
}

void TestFigure::wordsDoNotOverlap_data() {
    QTest::addColumn<double>("width");
    QTest::addColumn<double>("height");
    QTest::addColumn<int>("entries");
    QTest::addColumn<bool>("paper");
    QTest::addRow("a large window") << 900.0 << 600.0 << 3 << false;
    QTest::addRow("a small window") << 320.0 << 240.0 << 3 << false;
    QTest::addRow("a single column on paper") << 238.1 << 158.7 << 3 << true;
    QTest::addRow("many sets on a double column") << 493.0 << 226.0 << 9 << true;
}

void TestFigure::wordsDoNotOverlap() {
    QFETCH(double, width);
    QFETCH(double, height);
    QFETCH(int, entries);
    QFETCH(bool, paper);
    const FigureStyle style = paper ? FigureStyle::paper(Theme::light()) : screen();
    const QRectF target(0, 0, width, height);
    const FigureLayout layout = layOut(plainFigure(entries), target, style);
    const PanelLayout& place = layout.panels.front();
    std::vector<QRectF> boxes(place.legend);
    for (const PlacedLine& line : layout.title) boxes.push_back(line.box);
    for (const PlacedLine& line : layout.footer) boxes.push_back(line.box);
    boxes.push_back(place.plot);
    QCOMPARE(place.legend.size(), static_cast<std::size_t>(entries));
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        QVERIFY2(target.contains(boxes[i]), qPrintable(QString::number(i)));
        for (std::size_t k = i + 1; k < boxes.size(); ++k) {
            const QRectF common = boxes[i].intersected(boxes[k]);
            const bool legendInside = k + 1 == boxes.size() && place.plot.contains(boxes[i]);
            QVERIFY2(legendInside || common.height() < 1e-6,
                     qPrintable(QStringLiteral("%1 %2").arg(i).arg(k)));
        }
    }
    double free = place.plot.left();
    for (const Tick& tick : place.xTicks.ticks) {
        const double half = style.widthOf(tick.text, style.small) / 2;
        const double centre = place.toPlace({tick.value, 0}).x();
        QVERIFY(centre - half > free - style.small * 2);
        free = centre + half;
    }
    QVERIFY(free <= width);
}

void TestFigure::csvCellsAreQuotedAndExact() {
    CsvTable table(
        {QStringLiteral("plain"), QStringLiteral("with, comma"), QStringLiteral("with \"quotes\"")});
    const double third = 1.0 / 3;
    table.addRow({CsvTable::cell(third), CsvTable::cell(kNothing), CsvTable::cell(-INFINITY)});
    QCOMPARE(table.text(),
             QStringLiteral("plain,\"with, comma\",\"with \"\"quotes\"\"\"\n0.3333333333333333,nan,-inf\n"));
    QVERIFY(CsvTable::cell(third).toDouble() == third);
}

NESCIO_TEST(tst_figure, TestFigure)
#include "tst_figure.moc"
