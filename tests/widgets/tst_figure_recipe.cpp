// A figure's file carries what it is made of: every kind of plot comes back from PDF, SVG and PNG as it was.
#include <QtTest>

#include <QImage>
#include <QJsonDocument>
#include <QPainter>

#include "core/values/failure.h"
#include "tests/test_list.h"
#include "widgets/figure_export.h"
#include "widgets/paper/carried_recipe.h"
#include "widgets/paper/figure_bins.h"
#include "widgets/paper/figure_json.h"
#include "widgets/paper/style_file.h"
#include "widgets/plots/plot_view.h"

using namespace nescio;

namespace {

/// A recipe of a plot with made-up data, much of it changed.
FigureRecipe trial(const PlotKind& kind, int points = 60) {
    const std::unique_ptr<PlotView> plot(kind.make(nullptr));
    kind.showTrial(*plot, points, true);
    FigureRecipe recipe = recipeOf(*plot);
    recipe.sources.front().title = "Page: figure";
    recipe.origin = {.run = "glow·quick (seed 1)", .file = "/runs/glow.h5", .weights = "step 400"};
    recipe.edits.words["bits/dim"] = "bits a dimension";
    recipe.edits.series["seen"] = {.colour = QColor(10, 20, 30), .dash = Qt::DashDotLine};
    recipe.edits.x[0] = {.low = 1.5, .high = {}, .logarithmic = false};
    recipe.look.letters = PanelLetters::Capitals;
    recipe.look.footer = false;
    recipe.look.paper.text = 9;
    return recipe;
}

QImage pictureOf(const FigureRecipe& recipe) {
    QImage image(600, 400, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.scale(2, 2);
    paintRecipe(painter, {0, 0, 300, 200}, recipe);
    painter.end();
    return image;
}

QByteArray textOf(const FigureRecipe& recipe) {
    return QJsonDocument(jsonOf(recipe)).toJson();
}

void write(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

}  // namespace

class TestFigureRecipe : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }

  private Q_SLOTS:
    void everyKindComesBack_data() {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("format");
        for (const auto& kind : plotKinds())
            for (const char* format : {"pdf", "svg", "png"})
                QTest::addRow("%s.%s", kind.id.c_str(), format)
                    << QString::fromStdString(kind.id) << QString::fromLatin1(format);
    }
    void everyKindComesBack() {
        QFETCH(QString, id);
        QFETCH(QString, format);
        for (const auto& kind : plotKinds()) {
            if (QString::fromStdString(kind.id) != id) continue;
            const FigureRecipe recipe = trial(kind);
            const QString file = path(QStringLiteral("%1.%2").arg(id, format));
            QVERIFY(exportFigure(recipe, file));
            const auto back = recipeIn(file);
            QVERIFY(back);
            QCOMPARE(textOf(*back), textOf(recipe));
            QVERIFY(pictureOf(*back) == pictureOf(recipe));
            QCOMPARE(csvOf(*back), csvOf(recipe));
            // Written again it is the same file: nothing grows on the way.
            const QString again = path(QStringLiteral("again.") + format);
            exportFigure(*back, again);
            const auto size = QFileInfo(file).size();
            QVERIFY(std::abs(QFileInfo(again).size() - size) <= 64);
        }
    }

    void valuesBehindBinsComeBackWhereTheyAreNotTooMany() {
        FigureRecipe recipe = trial(plotKinds().front());
        Figure& figure = recipe.sources.front().figure;
        figure.panels = {{}};
        const auto outline = std::vector<QPointF>{{0, 0}, {0, 1}, {1, 1}, {1, 0}};
        const auto carrying = [&](std::size_t count) {
            auto binned = std::make_shared<BinnedValues>();
            for (std::size_t i = 0; i < count; ++i)
                binned->values.push_back(static_cast<double>(i) / static_cast<double>(count));
            binned->of = static_cast<double>(count);
            figure.panels.front().curves = {
                {.points = outline, .colour = Qt::red, .fill = {}, .binned = binned}};
            QVERIFY(exportFigure(recipe, path("bins.png")));
        };
        recipe.edits.bins = 7;
        carrying(50);
        auto back = recipeIn(path("bins.png"));
        QCOMPARE(back->edits.bins, 7);
        QVERIFY(canRebin(composed(*back)));
        QVERIFY(pictureOf(*back) == pictureOf(recipe));
        carrying(kMostCarriedPoints + 1);
        back = recipeIn(path("bins.png"));
        QCOMPARE(back->edits.bins, 0);
        QVERIFY(!canRebin(composed(*back)));
        QVERIFY2(pictureOf(*back) == pictureOf(recipe), "the bins are those that were chosen");
    }

    void aTitleThatAllPanelsShareIsSaidOnce() {
        FigureRecipe recipe = trial(plotKinds().front());
        recipe.sources.front().figure.title = "glow on garments";
        recipe.sources.push_back(recipe.sources.front());
        const auto named = [](const Figure& figure, const char* title) {
            return std::count_if(figure.panels.begin(), figure.panels.end(),
                                 [&](const Panel& panel) { return panel.title == QLatin1String(title); });
        };
        QCOMPARE(composed(recipe).title, QStringLiteral("glow on garments"));
        QCOMPARE(named(composed(recipe), "glow on garments"), 0);
        recipe.sources.back().figure.title = "vae on garments";
        QCOMPARE(composed(recipe).title, QString());
        QVERIFY(named(composed(recipe), "glow on garments") > 0 &&
                named(composed(recipe), "vae on garments") > 0);
    }

    void whatIsNoFigureOfOursIsNone() {
        write(path("note.pdf"), "%PDF-1.4\n%%EOF\n");
        QVERIFY(!recipeIn(path("note.pdf")));
        write(path("plain.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
        QVERIFY(!recipeIn(path("plain.svg")));
        QImage(4, 4, QImage::Format_RGB32).save(path("plain.png"));
        QVERIFY(!recipeIn(path("plain.png")));
        QVERIFY(!recipeIn(path("absent.pdf")));
    }

    void brokenDataAreOneSentence() {
        const auto refused = [&](const QByteArray& inside, const char* words) {
            write(path("broken.svg"),
                  "<svg><metadata><nescio:figure>" + inside + "</nescio:figure></metadata></svg>");
            try {
                (void)recipeIn(path("broken.svg"));
                QFAIL("a broken figure was read");
            } catch (const Error& error) {
                const QString sentence = QString::fromUtf8(error.what());
                QVERIFY2(sentence.contains("broken.svg") && sentence.contains(QLatin1String(words)),
                         qPrintable(sentence));
            }
        };
        const auto packed = [](const QJsonObject& json) {
            return qCompress(QJsonDocument(json).toJson(QJsonDocument::Compact)).toBase64();
        };
        refused("QUJD", "none that can be unpacked");
        refused(QByteArray("\xF0\x00\x00\x00tiny", 8).toBase64(),
                "none that can be unpacked");  // claims 4 GB
        refused(packed({{"format", 9}}), "newer Nescio");
        refused(packed({{"format", 1}}), "at least one figure");
        QJsonObject good = jsonOf(trial(plotKinds().front()));
        good["size"] = QJsonObject{{"width_mm", 1e9}};
        refused(packed(good), "20 to 1000 mm");
    }

    void manyPointsAreNotCarried() {
        for (const auto& kind : plotKinds()) {
            if (kind.id != "cloud") continue;
            const FigureRecipe recipe = trial(kind, 150'000);  // of each of two sets
            QVERIFY(!exportFigure(recipe, path("cloud.svg")));
            QVERIFY(!recipeIn(path("cloud.svg")));
        }
    }

    /// A long table is made when it is asked for: from the numbers that were drawn, or not at all.
    void aLongTableIsOfWhatWasDrawn() {
        for (const auto& kind : plotKinds()) {
            if (kind.id != "cloud") continue;
            std::unique_ptr<PlotView> plot(kind.make(nullptr));
            kind.showTrial(*plot, 150'000, false);
            const FigureRecipe recipe = recipeOf(*plot);
            QCOMPARE(csvOf(recipe), plot->csv());
            kind.showTrial(*plot, 60, false);
            QVERIFY(csvOf(recipe).isEmpty());
            plot.reset();
            QVERIFY_EXCEPTION_THROWN(exportFigure(recipe, path("gone.csv")), Error);
            QVERIFY(!QFile::exists(path("gone.csv")));
        }
    }

    void severalFiguresGoIntoOneTable() {
        FigureRecipe recipe = trial(plotKinds().front());
        recipe.sources.push_back(recipe.sources.front());
        recipe.sources.back().name = "other";
        const QString csv = csvOf(recipe);
        QVERIFY(csv.contains(QStringLiteral("# other\n")));
    }

    void aStyleIsAFile() {
        FigureLook look;
        look.paper.family = "DejaVu Sans";
        look.paper.line = 1.25;
        look.counts = false;
        look.legendPlace = LegendPlace::BottomLeft;
        writeStyle(look, path("own.json"));
        QVERIFY(readStyle(path("own.json")) == look);
        for (const auto& [text, words] : {std::pair<QByteArray, const char*>("{}", "expected a style"),
                                          {"not json", "expected a style"},
                                          {R"({"nescio_style": 1, "text_pt": 500})", "0.1 to 72 points"},
                                          {R"({"nescio_style": 1, "letters": 50})", "known choice"}}) {
            write(path("bad.json"), text);
            try {
                (void)readStyle(path("bad.json"));
                QFAIL("a broken style was read");
            } catch (const Error& error) {
                const QString sentence = QString::fromUtf8(error.what());
                QVERIFY2(sentence.contains("bad.json") && sentence.contains(QLatin1String(words)),
                         qPrintable(sentence));
            }
        }
        QVERIFY_EXCEPTION_THROWN(styleFile("../out"), Error);
        QVERIFY_EXCEPTION_THROWN(styleFile(" "), Error);
    }
};

NESCIO_TEST(tst_figure_recipe, TestFigureRecipe)
#include "tst_figure_recipe.moc"
