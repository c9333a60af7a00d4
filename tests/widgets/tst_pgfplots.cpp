// Figures for LaTeX: numbers to the last bit, and sources that LaTeX compiles.
#include <QtTest>

#include "core/values/failure.h"
#include "tests/patience.h"
#include "tests/test_list.h"
#include "widgets/figure_export.h"
#include "widgets/plots/plot_view.h"

using namespace nescio;

namespace {

FigureRecipe trial(const std::string& id, int points) {
    for (const auto& kind : plotKinds()) {
        if (kind.id != id) continue;
        const std::unique_ptr<PlotView> plot(kind.make(nullptr));
        kind.showTrial(*plot, points, true);
        return recipeOf(*plot);
    }
    return {};
}

QByteArray bytesOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

class TestPgfplots : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }

  private Q_SLOTS:
    void theTableHoldsEveryPoint() {
        const FigureRecipe recipe = trial("histogram", 500);
        exportFigure(recipe, path("figure.tex"));
        QCOMPARE(filesOf(path("figure.tex")), (QStringList{path("figure.tex"), path("figure.csv")}));
        const QString tex = QString::fromUtf8(bytesOf(path("figure.tex")));
        QVERIFY(tex.contains("{figure.csv}"));
        QVERIFY(tex.contains("xlabel={bits/dim"));
        QVERIFY(tex.contains("n = 500 of 1\\,000"));
        QStringList lines = QString::fromUtf8(bytesOf(path("figure.csv"))).trimmed().split('\n');
        while (lines.front().startsWith('#')) lines.removeFirst();
        const QStringList header = lines.takeFirst().split(',');
        const Figure figure = printed(recipe);
        const auto& points = figure.panels[0].curves[0].points;
        const auto x = header.indexOf("c0"), y = header.indexOf("c1");
        for (std::size_t i = 0; i < points.size(); ++i) {
            const QStringList cells = lines[static_cast<qsizetype>(i)].split(',');
            QVERIFY(cells[x].toDouble() == points[i].x() && cells[y].toDouble() == points[i].y());
        }
    }

    void imagesAreRefused() {
        try {
            exportFigure(trial("samples", 4), path("samples.tex"));
            QFAIL("images were written as pgfplots");
        } catch (const Error& error) {
            QVERIFY(QString::fromUtf8(error.what()).contains("pgfplots cannot draw images"));
        }
        QVERIFY(!QFile::exists(path("samples.tex")) && !QFile::exists(path("samples.csv")));
    }

    void laTeXCompilesEveryOtherKind_data() {
        QTest::addColumn<QString>("id");
        for (const auto& kind : plotKinds())
            if (kind.id != "samples" && kind.id != "per_pixel")
                QTest::newRow(kind.id.c_str()) << QString::fromStdString(kind.id);
    }
    void laTeXCompilesEveryOtherKind() {
        if (QStandardPaths::findExecutable("pdflatex").isEmpty()) QSKIP("pdflatex is not installed");
        QFETCH(QString, id);
        FigureRecipe recipe = trial(id.toStdString(), 40);
        recipe.sources.front().figure.title = "50 % of a_b & {x} ~ C:\\# − “π”";
        exportFigure(recipe, path(id + ".tex"));
        QFile file(path("document.tex"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(
            "\\documentclass{article}\\usepackage[utf8]{inputenc}\\usepackage[T1]{fontenc}"
            "\\usepackage{pgfplots}\\pgfplotsset{compat=1.16}\\begin{document}\\input{" +
            id.toUtf8() + ".tex}\\end{document}");
        file.close();
        QProcess latex;
        latex.setWorkingDirectory(m_folder.path());
        latex.start("pdflatex", {"-interaction=nonstopmode", "-halt-on-error", "document.tex"});
        QVERIFY(latex.waitForFinished(kPatienceMs));
        const QByteArray log = latex.readAllStandardOutput();
        if (log.contains("pgfplots.sty' not found")) QSKIP("pgfplots is not installed");
        QVERIFY2(latex.exitCode() == 0, log.mid(std::max<qsizetype>(0, log.indexOf("\n!")), 800).constData());
        if (const auto folder = qEnvironmentVariable("NESCIO_SCREENSHOTS"); !folder.isEmpty())
            QFile::copy(path("document.pdf"), QDir(folder).filePath("pgf_" + id + ".pdf"));
    }
};

NESCIO_TEST(tst_pgfplots, TestPgfplots)
#include "tst_pgfplots.moc"
