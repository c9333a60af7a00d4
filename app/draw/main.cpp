// nescio-draw: figures and reports from run files, without a window. The command line and the window call it,
// each to keep its own work free of the other's.
#include <algorithm>
#include <array>
#include <clocale>
#include <cstdio>

#include <fmt/format.h>
#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>
#include <QSettings>

#include "app/draw/html_sink.h"
#include "app/draw/pdf_sink.h"
#include "app/draw/report.h"
#include "app/session/kept_slots.h"
#include "core/store/run_file.h"
#include "core/values/failure.h"
#include "core/values/standard_streams.h"
#include "core/values/version.h"
#include "core/values/visible_text.h"
#include "widgets/figure_export.h"
#include "widgets/paper/style_file.h"
#include "widgets/plots/figure.h"
#include "widgets/plots/result_plot.h"
#include "widgets/plots/samples_plot.h"

namespace {

using namespace nescio;

/// Panels side by side have no room in a single column where they hold pixels or more than a few curves.
double widthOf(const ResultFigure& figure) {
    constexpr std::size_t kFewCurves = 3;
    const auto isWide = [](const ResultPanel& panel) {
        const bool picture =
            panel.matrix && CellMap{.rows = static_cast<int>(panel.matrix->rows.size()),
                                    .columns = static_cast<int>(panel.matrix->columns.size())}
                                .isPicture();
        return picture || panel.series.size() > kFewCurves;
    };
    const bool wide = std::any_of(figure.panels.begin(), figure.panels.end(), isWide);
    return wide && figure.columns > 1 ? kDoubleColumnMm : kSingleColumnMm;
}

double widthOf(const ResultImages&) {
    return kSingleColumnMm;
}

struct Drawing {
    bool force = false;
    FigureLook look;
    SlotBook slots;  ///< that sets have in the window
};

constexpr std::array kFormats{"pdf", "svg", "png"};

/// What the files of a figure begin with; the result stands before the figure where there are several.
QString baseOf(const QString& out, const ExperimentResult& result, const std::string& part, bool several) {
    const auto own = several ? out + QLatin1Char('-') + QString::fromStdString(result.id) : out;
    return own + QLatin1Char('-') + QString::fromStdString(part);
}

/// Throws: Error naming the first that is there.
void requireNew(const QStringList& files) {
    for (const auto& file : files)
        if (QFileInfo::exists(file))
            throw Error(
                fmt::format("--out: expected new files, found {}; --force replaces it", file.toStdString()));
}

template <class Plot, class Part>
void drawPart(const Part& part, const std::string& resultId, const QString& base, const FigureLook& look) {
    Plot plot;
    plot.show(part, resultId);
    if (!plot.hasData()) return;
    FigureRecipe recipe = recipeOf(plot, look);
    recipe.size.widthMm = widthOf(part);
    recipe.size.heightMm = heightFor(recipe, recipe.size.widthMm);
    for (const char* format : kFormats)
        exportFigure(recipe, QStringLiteral("%1.%2").arg(base, QString::fromLatin1(format)));
}

/// Colours as the window gave them: its settings, or the file that was named.
SlotBook slotsFrom(const QString& settings) {
    if (!settings.isEmpty()) return keptSlots(QSettings(settings, QSettings::IniFormat));
    return keptSlots(QSettings(QStringLiteral("nescio"), QStringLiteral("nescio")));
}

void requireNewFigures(const std::vector<ExperimentResult>& results, const QString& out) {
    QStringList files;
    const auto add = [&](const ExperimentResult& result, const std::string& part) {
        for (const char* format : kFormats)
            files << QStringLiteral("%1.%2").arg(baseOf(out, result, part, results.size() > 1),
                                                 QString::fromLatin1(format));
    };
    for (const auto& result : results) {
        for (const auto& figure : result.figures) add(result, figure.id);
        for (const auto& images : result.images) add(result, images.id);
    }
    requireNew(files);
}

/// A result without a run travels in a file of its own, which names no sets.
void giveSlotsOf(SlotBook& slots, const std::string& file) {
    try {
        giveSlots(slots, readRunSummary(file));
    } catch (const RunFileError&) {
        return;  // colours go by the rule alone
    }
}

/// Every figure of every result at the width that suits it, as <out>-<id>.pdf, .svg and .png.
void drawFigures(const QStringList& files, const QString& out, const Drawing& how) {
    SlotBook slots = how.slots;
    for (const auto& file : files) {
        auto results = readExperiments(file.toStdString());
        giveSlotsOf(slots, file.toStdString());
        for (auto& result : results)
            for (auto& figure : result.figures) useSlots(figure, slots.byTitle());
        if (!how.force) requireNewFigures(results, out);
        for (const auto& result : results) {
            const auto base = [&](const std::string& part) {
                return baseOf(out, result, part, results.size() > 1);
            };
            for (const auto& figure : result.figures)
                drawPart<ResultPlot>(figure, result.id, base(figure.id), how.look);
            for (const auto& images : result.images)
                drawPart<SamplesPlot>(images, result.id, base(images.id), how.look);
        }
    }
}

void drawReport(const QStringList& files, const QString& out, const Drawing& how) {
    const auto page = out + QStringLiteral(".html"), paper = out + QStringLiteral(".pdf");
    if (!how.force) requireNew({page, paper});
    std::vector<ReportRun> runs;
    for (const auto& file : files) runs.push_back(readForReport(file.toStdString()));
    HtmlSink html(page);
    html.setLook(how.look);
    writeReport(runs, html, how.slots);
    PdfSink pdf(paper);
    pdf.setLook(how.look);
    writeReport(runs, pdf, how.slots);
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
    parser.addOption({QStringLiteral("settings"),
                      QStringLiteral("Settings of the window that say the colours of sets; the user's own if "
                                     "not given"),
                      QStringLiteral("FILE")});
    parser.addOption({QStringLiteral("force"), QStringLiteral("Replace files that are there")});
    parser.addOption({QStringLiteral("figure-style"),  // --style is Qt's own
                      QStringLiteral("Fonts, lines and what is shown, as the window saves them"),
                      QStringLiteral("FILE")});
    parser.process(application);
    auto words = parser.positionalArguments();
    const auto base = parser.value(QStringLiteral("out"));
    if (words.size() < 2 || base.isEmpty()) parser.showHelp(2);
    const auto what = words.takeFirst();
    try {
        Drawing how{.force = parser.isSet(QStringLiteral("force")),
                    .look = {},
                    .slots = slotsFrom(parser.value(QStringLiteral("settings")))};
        if (const auto style = parser.value(QStringLiteral("figure-style")); !style.isEmpty())
            how.look = readStyle(style);
        if (what == QLatin1String("report"))
            drawReport(words, base, how);
        else if (what == QLatin1String("figures"))
            drawFigures(words, base, how);
        else
            parser.showHelp(2);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "nescio-draw: %s\n", visibleText(sentenceOf(error), LineEnds::Escaped).c_str());
        return 1;
    }
    return 0;
}
