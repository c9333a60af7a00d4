// What a person changes of a figure: words, axes, looks, what is shown; and panels put together.
#include <QtTest>

#include <cmath>
#include <utility>

#include "tests/test_list.h"
#include "tests/widgets/result_figures.h"
#include "widgets/paper/figure_bins.h"
#include "widgets/paper/figure_edits.h"
#include "widgets/paper/figure_recipe.h"
#include "widgets/plots/figure_height.h"
#include "widgets/plots/figure_layout.h"
#include "widgets/plots/legend_layout.h"
#include "widgets/plots/plot_view.h"
#include "widgets/plots/ticks.h"

using namespace nescio;
using tests::paper;

namespace {

/// Two curves and the line of an image.
Figure twoCurves() {
    Panel panel;
    panel.x = {.title = "bits/dim", .lowHint = {}, .highHint = {}, .range = {0, 10}, .categories = {}};
    panel.y = {.title = "density", .lowHint = {}, .highHint = {}, .range = {0, 100}, .categories = {}};
    panel.growsForLegend = true;
    const QColor blue(0, 114, 178), orange(213, 94, 0);
    panel.curves = {{.points = {{1, 0}, {2, 10}, {3, 100}},
                     .colour = blue,
                     .dash = Qt::SolidLine,
                     .fill = QColor(0, 114, 178, 90)},
                    {.points = {{4, 1}, {5, 10}}, .colour = orange, .dash = Qt::DashLine}};
    panel.marks = {{.x = 4, .y = {}, .colour = Qt::black}};
    panel.legend = {{.text = "seen",
                     .count = "n = 3",
                     .colour = blue,
                     .dash = Qt::SolidLine,
                     .fill = QColor(0, 114, 178, 90)},
                    {.text = "unseen", .count = "n = 2", .colour = orange, .dash = Qt::DashLine},
                    {.text = "this image", .colour = Qt::black, .upright = true}};
    Figure figure;
    figure.title = "a model";
    figure.note = "lower bound";
    figure.footer = {"A verdict."};
    figure.panels = {panel};
    return figure;
}

/// Two histograms of two bins over 0 to 4, of which one has a dark part.
Figure twoHistograms() {
    Figure figure = twoCurves();
    Panel& panel = figure.panels.front();
    const auto of = [](std::vector<double> values, double count) {
        return std::make_shared<const BinnedValues>(BinnedValues{.values = std::move(values), .of = count});
    };
    const auto flat = [](double height) {
        return std::vector<QPointF>{{0, 0}, {0, height}, {2, height}, {2, height}, {4, height}, {4, 0}};
    };
    panel.curves[0].points = flat(0.25);
    panel.curves[0].binned = of({0.5, 1.5, 2.5, 4}, 4);
    panel.curves[1].points = flat(0.125);
    panel.curves[1].binned = of({3.9, 9, 3.8}, 4);  // one is outside, one not finite
    panel.bands = {{.upper = flat(0.1), .lower = {}, .fill = Qt::blue, .binned = of({0.5}, 4)}};
    return figure;
}

FigureRecipe recipeWith(const Figure& figure, int times) {
    FigureRecipe recipe;
    for (int i = 0; i < times; ++i)
        recipe.sources.push_back({.name = "one", .title = {}, .summary = {}, .figure = figure});
    return recipe;
}

}  // namespace

class TestFigureEdits : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void histogramsGetOtherBinsOfTheirValues() {
        FigureRecipe recipe = recipeWith(twoHistograms(), 1);
        recipe.sources.front().csv = [] { return QStringLiteral("as on the page\n"); };
        QCOMPARE(csvOf(recipe), QStringLiteral("as on the page\n"));
        recipe.edits.bins = 8;
        const Figure drawn = printed(recipe);
        const Panel& panel = drawn.panels.front();
        for (const Curve& curve : panel.curves) QCOMPARE(curve.points.size(), std::size_t{18});
        const auto heightIn = [](const Curve& curve, std::size_t bin) {
            return curve.points[2 * bin + 1].y();
        };
        QCOMPARE(heightIn(panel.curves[0], 1), 0.5);  // one of four in a bin of one half
        QCOMPARE(heightIn(panel.curves[0], 0), 0.0);
        QCOMPARE(heightIn(panel.curves[0], 7), 0.5);  // the end belongs to the last
        QCOMPARE(heightIn(panel.curves[1], 7), 1.0);
        QCOMPARE(panel.bands.front().upper[3].y(), 0.5);
        QCOMPARE(panel.bands.front().lower.size(), panel.bands.front().upper.size());
        QVERIFY(panel.y.range.high > 1 && panel.y.range.high < 1.1);
        const QStringList rows = csvOf(recipe).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        QCOMPARE(rows.size(), qsizetype{9});
        QCOMPARE(rows.front(), QStringLiteral("bin_low bits/dim,bin_high bits/dim,density seen   n = 3,"
                                              "density unseen   n = 2"));
        QCOMPARE(rows[2], QStringLiteral("0.5,1,0.5,0"));
    }

    void binsAreForHistogramsAlone() {
        QVERIFY(canRebin(twoHistograms()));
        QVERIFY(!canRebin(twoCurves()));
        Figure curves = twoCurves();
        rebin(curves, 20);
        QCOMPARE(curves.panels.front().curves.front().points.size(), std::size_t{3});
    }

    void nothingChangedIsTheSameFigure() {
        const Figure figure = edited(twoCurves(), {}, {});
        QCOMPARE(figure.title, QStringLiteral("a model"));
        QCOMPARE(figure.panels[0].legend.size(), std::size_t{3});
        QVERIFY(figure.panels[0].x.range == (Span{0, 10}));
    }

    void whatIsNotWantedIsNotThere() {
        FigureLook look;
        look.title = look.note = look.footer = look.marks = look.counts = false;
        const Figure figure = edited(twoCurves(), look, {});
        QVERIFY(figure.title.isEmpty() && figure.note.isEmpty() && figure.footer.isEmpty());
        QVERIFY(figure.panels[0].marks.empty());
        QCOMPARE(figure.panels[0].legend.size(), std::size_t{2});
        QCOMPARE(figure.panels[0].legend[0].words(), QStringLiteral("seen"));
        Figure titled = twoCurves();
        titled.panels[0].title = "the only panel";
        QVERIFY(edited(titled, look, {}).panels[0].title.isEmpty());
        look.legend = false;
        QVERIFY(edited(twoCurves(), look, {}).panels[0].legend.empty());
    }

    void wordsAreReplacedWhereverTheyStand() {
        const FigureEdits edits{.words = {{"seen", "in-distribution"}, {"bits/dim", "BPD"}}, .series = {}};
        const Figure figure = edited(twoCurves(), {}, edits);
        QCOMPARE(figure.panels[0].legend[0].words(), QStringLiteral("in-distribution   n = 3"));
        QCOMPARE(figure.panels[0].x.title, QStringLiteral("BPD"));
        QCOMPARE(wordsIn(twoCurves()), (QStringList{"a model", "lower bound", "bits/dim", "density", "seen",
                                                    "unseen", "this image"}));
    }

    void aRangeIsShownAndHalfOfOneIsNot() {
        FigureEdits edits;
        edits.x[0] = {.low = 2, .high = 4};
        edits.y[0] = {.low = {}, .high = 50};
        Figure figure = edited(twoCurves(), {}, edits);
        QVERIFY(figure.panels[0].x.range == (Span{2, 4}) && figure.panels[0].y.range == (Span{0, 50}));
        edits.x[0] = {.low = 20, .high = {}};  // above the high end: typed half
        edits.x[7] = {.low = 1, .high = 2};    // a panel that is not there
        figure = edited(twoCurves(), {}, edits);
        QVERIFY(figure.panels[0].x.range == (Span{0, 10}));
    }

    void aLogarithmicAxisHasItsDataThere() {
        FigureEdits edits;
        edits.y[0].logarithmic = true;
        const Panel panel = edited(twoCurves(), {}, edits).panels[0];
        QVERIFY(panel.y.logarithmic);
        QCOMPARE(panel.curves[0].points[2].y(), 2.0);                // 100
        QCOMPARE(panel.curves[1].points[0].y(), 0.0);                // 1
        QCOMPARE(panel.curves[0].points[0].y(), panel.y.range.low);  // 0 ends at the floor of a filled curve
        edits.y[0].low = 0.1;
        QCOMPARE(edited(twoCurves(), {}, edits).panels[0].y.range.low, -1.0);
        const Figure figure = edited(twoCurves(), {}, edits);
        const auto place = layOut(figure, {0, 0, 238, 160}, paper()).panels[0];
        QStringList ticks;
        for (const Tick& tick : place.yTicks.ticks) ticks << tick.text;
        QCOMPARE(ticks, (QStringList{"0.1", "1", "10", "100"}));
    }

    void aLogarithmicAxisWithNothingAboveZeroSaysSo() {
        Figure below = twoCurves();
        for (Curve& curve : below.panels[0].curves)
            for (QPointF& point : curve.points) point.setX(-1 - point.x());
        FigureEdits edits;
        edits.x[0].logarithmic = true;
        QVERIFY(edited(below, {}, edits).panels[0].instead.startsWith("Nothing is above zero"));
    }

    void farPowersAreWrittenAsPowers() {
        QStringList ticks;
        for (const Tick& tick : logTicks({-8, 6}, 20, paper()).ticks) ticks << tick.text;
        QCOMPARE(ticks.front(), QStringLiteral("10⁻⁸"));
        QCOMPARE(ticks.back(), QStringLiteral("10⁶"));
        QVERIFY(ticks.contains("0.001"));
    }

    void coloursAndDashesFollowTheLegend() {
        FigureEdits edits;
        edits.series["seen"] = {.colour = QColor(Qt::red), .dash = Qt::DotLine};
        const Panel panel = edited(twoCurves(), {}, edits).panels[0];
        QCOMPARE(panel.curves[0].colour.rgb(), QColor(Qt::red).rgb());
        QCOMPARE(panel.curves[0].fill.alpha(), 90);
        QCOMPARE(panel.curves[0].dash, Qt::DotLine);
        QCOMPARE(panel.curves[1].colour, QColor(213, 94, 0));
        QCOMPARE(panel.legend[0].colour.rgb(), QColor(Qt::red).rgb());
    }

    void theLegendGoesWhereItIsAsked() {
        FigureLook look;
        const QRectF target(0, 0, 400, 260);
        for (const auto& [place, left, top] :
             {std::tuple(LegendPlace::TopLeft, true, true), std::tuple(LegendPlace::TopRight, false, true),
              std::tuple(LegendPlace::BottomLeft, true, false),
              std::tuple(LegendPlace::BottomRight, false, false)}) {
            look.legendPlace = place;
            const auto panel = layOut(edited(twoCurves(), look, {}), target, paper()).panels[0];
            QVERIFY(panel.plot.contains(panel.legend[0]));
            QCOMPARE(panel.legend[0].center().x() < panel.plot.center().x(), left);
            QCOMPARE(panel.legend[0].center().y() < panel.plot.center().y(), top);
        }
        look.legendPlace = LegendPlace::Above;
        const auto panel = layOut(edited(twoCurves(), look, {}), target, paper()).panels[0];
        QVERIFY(panel.legend[0].bottom() <= panel.plot.top());
    }

    void aLongNameGivesWayToItsCount() {
        Figure figure = twoCurves();
        figure.legend = std::exchange(figure.panels[0].legend, {});
        figure.legend[0].text = QString(80, 'w');
        const auto boxes = layOut(figure, {0, 0, 238, 160}, paper()).legend;
        QVERIFY(boxes[0].right() <= 238);
        const double room = boxes[0].width() - swatchWidth(paper()) - paper().gap;
        const QString words = legendWords(figure.legend[0], room, paper());
        QVERIFY2(words.startsWith("www") && words.endsWith("…   n = 3"), qPrintable(words));
        QVERIFY(paper().widthOf(words, paper().small) <= room);
    }

    void panelsPutTogetherHaveTheirAxesInLine() {
        FigureRecipe recipe = recipeWith(twoCurves(), 2);
        Figure wide = twoCurves();
        wide.title = "another model";
        wide.panels[0].y.range = {0, 1'000'000};  // longer labels
        recipe.sources.push_back({.name = "wide", .title = {}, .summary = {}, .figure = wide});
        recipe.look.letters = PanelLetters::Brackets;
        recipe.columns = 3;
        const Figure row = printed(recipe);
        QCOMPARE(row.panels[1].title, QStringLiteral("(b) a model"));
        QCOMPARE(row.panels[2].title, QStringLiteral("(c) another model"));
        QCOMPARE(row.note, QStringLiteral("lower bound"));
        QCOMPARE(row.footer, QStringList("A verdict."));  // said once
        const auto inRow = layOut(row, {0, 0, 500, 200}, paper()).panels;
        for (const auto& panel : inRow) {
            QCOMPARE(panel.plot.top(), inRow[0].plot.top());
            QCOMPARE(panel.plot.bottom(), inRow[0].plot.bottom());
            QCOMPARE(panel.plot.width(), inRow[0].plot.width());
        }
        recipe.columns = 1;
        const auto below = layOut(printed(recipe), {0, 0, 240, 500}, paper()).panels;
        for (const auto& panel : below) {
            QCOMPARE(panel.plot.left(), below[0].plot.left());
            QCOMPARE(panel.plot.right(), below[0].plot.right());
        }
    }

    /// In a single column most of the height is data, whatever is said around it.
    void sixtyPercentOfAColumnAreData_data() {
        QTest::addColumn<QString>("id");
        for (const auto& kind : plotKinds())
            if (kind.id != "samples" && kind.id != "per_pixel")
                QTest::newRow(kind.id.c_str()) << QString::fromStdString(kind.id);
    }
    void sixtyPercentOfAColumnAreData() {
        QFETCH(QString, id);
        for (const auto& kind : plotKinds()) {
            if (QString::fromStdString(kind.id) != id) continue;
            const std::unique_ptr<PlotView> plot(kind.make(nullptr));
            kind.showTrial(*plot, 40, false);
            const FigureRecipe recipe = recipeOf(*plot);
            QCOMPARE(recipe.size.widthMm, 84.0);
            const QRectF target(0, 0, 84 * kPointsPerMm, recipe.size.heightMm * kPointsPerMm);
            const Figure figure = printed(recipe);
            const auto layout = layOut(figure, target, paper());
            double data = 0;
            for (std::size_t i = 0; i < layout.panels.size(); i += static_cast<std::size_t>(figure.columns))
                data += layout.panels[i].plot.height();
            QVERIFY2(data >= 0.6 * target.height() - 0.01 || layout.panels.size() > 1,
                     qPrintable(QString::number(data / target.height())));
        }
    }
};

NESCIO_TEST(tst_figure_edits, TestFigureEdits)
#include "tst_figure_edits.moc"
