// nescio-draw: figures and reports from run files, without a window. The command line and the window call it,
// each to keep its own work free of the other's.
#include <algorithm>
#include <clocale>
#include <cstdio>

#include <QApplication>
#include <QCommandLineParser>

#include "app/draw/html_sink.h"
#include "app/draw/pdf_sink.h"
#include "app/draw/report.h"
#include "core/store/run_file.h"
#include "core/values/failure.h"
#include "core/values/standard_streams.h"
#include "core/values/version.h"
#include "core/values/visible_text.h"
#include "widgets/figure_export.h"
#include "widgets/plots/figure.h"
#include "widgets/plots/result_plot.h"
#include "widgets/plots/samples_plot.h"

namespace {

using namespace nescio;

/// A picture of pixels beside another panel has no room in a single column.
double widthOf(const ResultFigure& figure) {
    const auto isPicture = [](const ResultPanel& panel) {
        return panel.matrix && CellMap{.rows = static_cast<int>(panel.matrix->rows.size()),
                                       .columns = static_cast<int>(panel.matrix->columns.size())}
                                   .isPicture();
    };
    const bool pictures = std::any_of(figure.panels.begin(), figure.panels.end(), isPicture);
    return pictures && figure.columns > 1 ? kDoubleColumnMm : kSingleColumnMm;
}

double widthOf(const ResultImages&) {
    return kSingleColumnMm;
}

void exportAll(const PlotView& plot, const QString& base, double width) {
    const FigureSize size{.widthMm = width, .heightMm = plot.preferredHeightMm(width)};
    for (const char* format : {"pdf", "svg", "png"})
        exportFigure(plot, QStringLiteral("%1.%2").arg(base, QString::fromLatin1(format)), size);
}

/// Draws the figures of a result, or its sheets of images, as <base>-<id>.pdf, .svg and .png.
template <class Plot, class Parts>
void drawAll(const Parts& parts, const std::string& resultId, const QString& base) {
    for (const auto& part : parts) {
        Plot plot;
        plot.show(part, resultId);
        if (plot.hasData())
            exportAll(plot, base + QLatin1Char('-') + QString::fromStdString(part.id), widthOf(part));
    }
}

/// Every figure of every result at the width that suits it; the result stands before the figure in names
/// where a file holds several results.
void drawFigures(const QStringList& files, const QString& base) {
    for (const auto& file : files) {
        const auto results = readExperiments(file.toStdString());
        for (const auto& result : results) {
            const auto own =
                results.size() > 1 ? base + QLatin1Char('-') + QString::fromStdString(result.id) : base;
            drawAll<ResultPlot>(result.figures, result.id, own);
            drawAll<SamplesPlot>(result.images, result.id, own);
        }
    }
}

void drawReport(const QStringList& files, const QString& base) {
    std::vector<ReportRun> runs;
    for (const auto& file : files) runs.push_back(readForReport(file.toStdString()));
    HtmlSink html(base + QStringLiteral(".html"));
    writeReport(runs, html);
    PdfSink pdf(base + QStringLiteral(".pdf"));
    writeReport(runs, pdf);
}

}  // namespace

int main(int argc, char** argv) {
    secureStandardStreams();
    // Nothing is shown, so that no display is needed.
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("nescio-draw"));
    QApplication::setApplicationVersion(QString::fromLatin1(nescio::version()));
    std::setlocale(LC_NUMERIC, "C");
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Draws what run files of Nescio hold."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("what"), QStringLiteral("report or figures"));
    parser.addPositionalArgument(QStringLiteral("runs"), QStringLiteral("Run files."),
                                 QStringLiteral("runs…"));
    parser.addOption({QStringLiteral("out"),
                      QStringLiteral("Where to: OUT.html and OUT.pdf, or OUT-<figure>.*"),
                      QStringLiteral("OUT")});
    parser.process(application);
    auto words = parser.positionalArguments();
    const auto base = parser.value(QStringLiteral("out"));
    if (words.size() < 2 || base.isEmpty()) parser.showHelp(2);
    const auto what = words.takeFirst();
    try {
        if (what == QLatin1String("report"))
            drawReport(words, base);
        else if (what == QLatin1String("figures"))
            drawFigures(words, base);
        else
            parser.showHelp(2);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "nescio-draw: %s\n", visibleText(sentenceOf(error), LineEnds::Escaped).c_str());
        return 1;
    }
    return 0;
}
