// Every registered plot, with no data, one point, values that are not finite, and 100,000 points: it draws on
// screen in both themes and at odd sizes, exports to every format, and its CSV is well-formed.
#include <QtTest>

#include <memory>
#include <set>

#include "core/values/failure.h"
#include "tests/test_list.h"
#include "widgets/figure_export.h"
#include "widgets/plots/plot_view.h"

using namespace nescio;

namespace {

/// Cells of one CSV line, quotes resolved.   Requires: no line breaks inside quotes.
QStringList cellsOf(const QString& line) {
    QStringList cells{QString()};
    bool quoted = false;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const QChar letter = line[i];
        if (letter == QLatin1Char('"')) {
            const bool doubled = quoted && i + 1 < line.size() && line[i + 1] == letter;
            if (doubled)
                cells.back() += line[i++];
            else
                quoted = !quoted;
        } else if (letter == QLatin1Char(',') && !quoted) {
            cells << QString();
        } else {
            cells.back() += letter;
        }
    }
    return cells;
}

std::unique_ptr<PlotView> shown(const PlotKind& kind, int points, bool withNan) {
    std::unique_ptr<PlotView> view(kind.make(nullptr));
    kind.showTrial(*view, points, withNan);
    view->resize(760, 480);
    return view;
}

}  // namespace

class TestPlots : public QObject {
    Q_OBJECT

  private:
    static void addRows(int mostPoints = 100000) {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("points");
        QTest::addColumn<bool>("withNan");
        struct Load {
            const char* name;
            int points;
            bool withNan;
        };
        for (int kind = 0; kind < static_cast<int>(plotKinds().size()); ++kind)
            for (const Load& load :
                 {Load{"no data", 0, false}, Load{"one point", 1, false},
                  Load{"one point that is not finite", 1, true}, Load{"sixty points", 60, false},
                  Load{"some points not finite", 200, true}, Load{"100,000 points", 100000, false}})
                if (load.points <= mostPoints)
                    QTest::addRow("%s with %s", plotKinds()[static_cast<std::size_t>(kind)].id.c_str(),
                                  load.name)
                        << kind << load.points << load.withNan;
    }
    static std::unique_ptr<PlotView> fetched() {
        QFETCH(int, kind);
        QFETCH(int, points);
        QFETCH(bool, withNan);
        return shown(plotKinds()[static_cast<std::size_t>(kind)], points, withNan);
    }

  private Q_SLOTS:
    void everyKindHasItsOwnIdTitleAndFigureName();
    void itDraws_data() { addRows(); }
    void itDraws();
    void itExports_data() { addRows(); }
    void itExports();
    void itsCsvIsATable_data() { addRows(); }
    void itsCsvIsATable();
    void aSentenceReplacesItAndNewDataReplacesTheSentence_data() { addRows(60); }
    void aSentenceReplacesItAndNewDataReplacesTheSentence();
};

void TestPlots::everyKindHasItsOwnIdTitleAndFigureName() {
    std::set<std::string> ids;
    std::set<QString> names;
    std::set<QString> objectNames;
    for (const PlotKind& kind : plotKinds()) {
        const std::unique_ptr<PlotView> view(kind.make(nullptr));
        QVERIFY(!kind.title.empty());
        QVERIFY(!view->figureName().isEmpty());
        QVERIFY(!view->objectName().isEmpty());
        QVERIFY(!view->accessibleName().isEmpty());
        QVERIFY2(ids.insert(kind.id).second, kind.id.c_str());
        QVERIFY(names.insert(view->figureName()).second);
        QVERIFY(objectNames.insert(view->objectName()).second);
    }
    QCOMPARE(ids, (std::set<std::string>{"breakdown", "cloud", "histogram", "history", "per_pixel", "result",
                                         "run_curves", "samples"}));
}

void TestPlots::itDraws() {
    QFETCH(int, points);
    const auto view = fetched();
    QCOMPARE(view->hasData(), points > 0);
    QVERIFY(!view->summary().isEmpty());
    for (const Theme* theme : {&Theme::light(), &Theme::darkTheme()}) {
        view->setTheme(*theme);
        for (const QSize size :
             {QSize(1, 1), QSize(60, 40), QSize(240, 160), QSize(760, 480), QSize(1600, 1000)}) {
            view->resize(size);
            QElapsedTimer timer;
            timer.start();
            const QImage picture = view->grab().toImage();
            QCOMPARE(picture.size(), size);
            if (size.width() == 760) {
                QCOMPARE(picture.pixelColor(1, 1).name(), theme->surface.name());
                if (points == 100000) qInfo("drawn in %lld ms", static_cast<long long>(timer.elapsed()));
            }
        }
    }
}

void TestPlots::itExports() {
    const auto view = fetched();
    const QTemporaryDir folder;
    for (const QString& format : figureFormats()) {
        const QString path = folder.filePath(view->figureName() + QLatin1Char('.') + format);
        if (!view->hasData()) {
            QVERIFY_EXCEPTION_THROWN(exportFigure(*view, path, {}), Error);
            QVERIFY(!QFile::exists(path));
            continue;
        }
        if (!canExport(recipeOf(*view), format)) {  // images, for LaTeX
            QCOMPARE(format, QStringLiteral("tex"));
            QVERIFY_EXCEPTION_THROWN(exportFigure(*view, path, {}), Error);
            QVERIFY(!QFile::exists(path));
            continue;
        }
        QElapsedTimer timer;
        timer.start();
        exportFigure(*view, path, {});
        const auto ms = timer.elapsed();
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.size() > 40);
        qInfo("%s: %lld kB in %lld ms", qPrintable(format), static_cast<long long>(file.size() / 1024),
              static_cast<long long>(ms));
        // What is drawn depends on the size of the figure, not on how much data is behind it.
        if (format == QLatin1String("pdf") || format == QLatin1String("svg"))
            QVERIFY(file.size() < 6 * 1024 * 1024);
    }
}

void TestPlots::itsCsvIsATable() {
    QFETCH(int, points);
    const auto view = fetched();
    const QString csv = view->csv();
    if (points == 0) {
        QVERIFY(csv.isEmpty());
        return;
    }
    QVERIFY(csv.endsWith(QLatin1Char('\n')));
    const QStringList lines = csv.chopped(1).split(QLatin1Char('\n'));
    QVERIFY(lines.size() >= 2);
    const auto columns = cellsOf(lines.front()).size();
    QVERIFY(columns >= 2);
    for (const QString& line : lines) QCOMPARE(cellsOf(line).size(), columns);
}

void TestPlots::aSentenceReplacesItAndNewDataReplacesTheSentence() {
    QFETCH(int, kind);
    QFETCH(int, points);
    const auto view = fetched();
    const QImage before = view->grab().toImage();
    view->showSentence(QStringLiteral("Scoring 12 images …"));
    QCOMPARE(view->accessibleDescription(), QStringLiteral("Scoring 12 images …"));
    const QImage busy = view->grab().toImage();
    QVERIFY(busy != before);
    plotKinds()[static_cast<std::size_t>(kind)].showTrial(*view, points, false);
    QVERIFY(view->grab().toImage() != busy);
}

NESCIO_TEST(tst_plots, TestPlots)
#include "tst_plots.moc"
