// Exported figures: exact size, embedded fonts, true vectors, whole files or none.
#include <QtTest>

#include <QPainterPath>
#include <QRawFont>
#include <QRegularExpression>

#include "core/values/failure.h"
#include "tests/patience.h"
#include "tests/test_list.h"
#include "widgets/figure_export.h"
#include "widgets/plots/histogram_plot.h"
#include "widgets/plots/truetype_subset.h"

using namespace nescio;

namespace {

HistogramData twoSets() {
    HistogramData data;
    data.title = "glow·quick on FashionMNIST train (seed 1)";
    data.quantity = "bits/dim";
    data.direction = "← more likely";
    data.note = "lower bound, 1 draw";
    data.verdict =
        "AUROC(−log p) 0.13 [0.12, 0.14]: MNIST test comes out more likely than FashionMNIST test.";
    std::vector<std::vector<double>> values(2);
    for (int i = 0; i < 10000; ++i) {
        const double spread = std::sin(i * 12.9898) + std::sin(i * 78.233) + std::sin(i * 37.719);
        values[0].push_back(2.96 + 0.3 * spread);
        values[1].push_back(1.83 + 0.15 * spread);
    }
    data.series.resize(2);
    data.series[0] = {.label = "FashionMNIST test", .role = SetRole::Test, .density = {}, .available = 10000};
    data.series[1] = {
        .label = "MNIST test", .role = SetRole::OutOfDistribution, .density = {}, .available = 10000};
    binShared(data, values, 80);
    return data;
}

QByteArray bytesOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString outputOf(const QString& program, const QStringList& arguments) {
    QProcess process;
    process.start(program, arguments);
    return process.waitForFinished(kPatienceMs) ? QString::fromUtf8(process.readAllStandardOutput())
                                                : QString();
}

/// An installed TrueType family, as exports choose it; empty where there is none.
QString paperFamily() {
    for (const QString& family : Theme::paperFonts())
        if (QFontDatabase::families().contains(family)) return family;
    return {};
}

}  // namespace

class TestFigureExport : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init() {
        m_plot = std::make_unique<HistogramPlot>();
        m_plot->show(twoSets());
        m_folder = std::make_unique<QTemporaryDir>();
    }

    void aPdfHasItsSizeToAHundredthOfAPoint();
    void aPdfEmbedsEveryFontAsTrueType();
    void anSvgHasItsSizeInMillimetresAndIsDrawnInVectors();
    void anSvgCarriesTheFontOfItsText();
    void aSubsetDrawsTheSameOutlines();
    void aPngKnowsItsDotsPerInch();
    void aCsvHoldsTheNumbersToTheLastBit();
    void anExportIsAlwaysLight();
    void anUnknownEndingIsRefused();
    void anImpossibleSizeIsRefused();
    void aFailedExportLeavesTheOldFile();

  private:
    QString path(const char* name) const { return m_folder->filePath(QLatin1String(name)); }

    std::unique_ptr<HistogramPlot> m_plot;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestFigureExport::aPdfHasItsSizeToAHundredthOfAPoint() {
    exportFigure(*m_plot, path("a.pdf"), {.widthMm = 84, .heightMm = 56});
    const QByteArray pdf = bytesOf(path("a.pdf"));
    const QRegularExpression box(QStringLiteral(R"(/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\s*\])"));
    const auto match = box.match(QString::fromLatin1(pdf));
    QVERIFY(match.hasMatch());
    QVERIFY(std::abs(match.captured(1).toDouble() - 84 * 72 / 25.4) < 0.01);
    QVERIFY(std::abs(match.captured(2).toDouble() - 56 * 72 / 25.4) < 0.01);
    const qsizetype table =
        pdf.mid(pdf.lastIndexOf("startxref") + 10).trimmed().split('\n').front().trimmed().toInt();
    QCOMPARE(pdf.mid(table, 4), QByteArray("xref"));  // the page size was changed without moving anything
}

void TestFigureExport::aPdfEmbedsEveryFontAsTrueType() {
    if (QStandardPaths::findExecutable(QStringLiteral("pdffonts")).isEmpty())
        QSKIP("pdffonts is not installed");
    if (paperFamily().isEmpty()) QSKIP("no TrueType family for figures is installed");
    exportFigure(*m_plot, path("a.pdf"), {});
    const QStringList lines =
        outputOf(QStringLiteral("pdffonts"), {path("a.pdf")}).trimmed().split(QLatin1Char('\n'));
    QVERIFY(lines.size() >= 3);
    for (const QString& line : lines.mid(2)) {
        QVERIFY2(line.contains(QLatin1String("TrueType")), qPrintable(line));
        QVERIFY2(line.contains(QRegularExpression(QStringLiteral("Identity-H\\s+yes"))), qPrintable(line));
        QVERIFY2(line.startsWith(paperFamily().remove(QLatin1Char(' '))), qPrintable(line));
    }
}

void TestFigureExport::anSvgHasItsSizeInMillimetresAndIsDrawnInVectors() {
    exportFigure(*m_plot, path("a.svg"), {.widthMm = 174, .heightMm = 80});
    const QByteArray svg = bytesOf(path("a.svg"));
    QVERIFY(svg.contains("width=\"174mm\" height=\"80mm\""));
    QVERIFY(svg.contains("viewBox=\"0 0 17400 8000\""));
    QVERIFY(svg.contains("<path") || svg.contains("<polygon"));
    QVERIFY(svg.contains("<text"));
    QVERIFY(!svg.contains("<image"));
    QVERIFY(!svg.contains("1e+06"));
    QVERIFY(svg.count("<polyline") < 60);  // curves are single paths, not a piece a segment
    QXmlStreamReader reader(svg);
    while (!reader.atEnd()) reader.readNext();
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
}

void TestFigureExport::anSvgCarriesTheFontOfItsText() {
    if (paperFamily().isEmpty()) QSKIP("no TrueType family for figures is installed");
    exportFigure(*m_plot, path("a.svg"), {});
    const QString svg = QString::fromUtf8(bytesOf(path("a.svg")));
    QVERIFY(svg.contains(QLatin1String("font-family=\"%1\"").arg(paperFamily())));
    const QRegularExpression face(
        QStringLiteral("@font-face \\{ font-family: \"([^\"]+)\"; font-weight: (\\d+); "
                       "src: url\\(\"data:font/ttf;base64,([^\"]+)\"\\)"));
    auto faces = face.globalMatch(svg);
    int regular = 0;
    while (faces.hasNext()) {
        const auto match = faces.next();
        QCOMPARE(match.captured(1), paperFamily());
        const QRawFont font(QByteArray::fromBase64(match.captured(3).toLatin1()), 32);
        QVERIFY(font.isValid());
        if (match.captured(2) == QLatin1String("400")) {
            ++regular;
            for (const QChar letter : QStringLiteral("density bits/dim 0.5"))
                QVERIFY2(font.supportsCharacter(letter), qPrintable(QString(letter)));
        }
    }
    QCOMPARE(regular, 1);
}

void TestFigureExport::aSubsetDrawsTheSameOutlines() {
    if (paperFamily().isEmpty()) QSKIP("no TrueType family for figures is installed");
    QFont asked(paperFamily());
    asked.setPixelSize(100);
    asked.setHintingPreference(QFont::PreferNoHinting);
    const QRawFont whole = QRawFont::fromFont(asked);
    // é and Ä are built from components in most fonts; − and the thin space lie far from the letters.
    const QString letters = QStringLiteral("ABgj0123éÄ− ←·%");
    const QByteArray bytes = trueTypeSubset(whole, letters);
    QVERIFY(!bytes.isEmpty());
    QVERIFY2(bytes.size() < 20000, qPrintable(QString::number(bytes.size())));
    const QRawFont cut(bytes, 100, QFont::PreferNoHinting);
    QVERIFY(cut.isValid());
    QVERIFY(!cut.supportsCharacter(QLatin1Char('Q')));
    for (const QChar letter : letters) {
        if (!whole.supportsCharacter(letter)) continue;
        const auto before = whole.glyphIndexesForString(QString(letter));
        const auto after = cut.glyphIndexesForString(QString(letter));
        QVERIFY2(after.front() != 0, qPrintable(QString(letter)));
        const QPainterPath wanted = whole.pathForGlyph(before.front());
        const QPainterPath found = cut.pathForGlyph(after.front());
        QCOMPARE(found.elementCount(), wanted.elementCount());
        for (int i = 0; i < wanted.elementCount(); ++i) {
            // A 64th of a pixel is the font engine's own step.
            QVERIFY(std::abs(found.elementAt(i).x - wanted.elementAt(i).x) < 0.02);
            QVERIFY(std::abs(found.elementAt(i).y - wanted.elementAt(i).y) < 0.02);
        }
        QCOMPARE(cut.advancesForGlyphIndexes(after, QRawFont::UseDesignMetrics),
                 whole.advancesForGlyphIndexes(before, QRawFont::UseDesignMetrics));
    }
}

void TestFigureExport::aPngKnowsItsDotsPerInch() {
    exportFigure(*m_plot, path("a.png"), {.widthMm = 84, .heightMm = 56, .dpi = 600});
    const QImage image(path("a.png"));
    QCOMPARE(image.size(), QSize(1984, 1323));
    QCOMPARE(image.dotsPerMeterX(), 23622);
    QVERIFY(image.text(QStringLiteral("Description")).contains(QLatin1String("MNIST test")));
}

void TestFigureExport::aCsvHoldsTheNumbersToTheLastBit() {
    QLocale::setDefault(QLocale(QLocale::German));  // a comma as decimal sign must not reach the file
    exportFigure(*m_plot, path("a.csv"), {});
    QLocale::setDefault(QLocale::c());
    const HistogramData data = twoSets();
    const QList<QByteArray> lines = bytesOf(path("a.csv")).trimmed().split('\n');
    QCOMPARE(static_cast<std::size_t>(lines.size()), data.edges.size());
    for (qsizetype bin = 0; bin + 1 < lines.size(); ++bin) {
        const QList<QByteArray> cells = lines[bin + 1].split(',');
        const auto at = static_cast<std::size_t>(bin);
        QCOMPARE(cells.size(), 4);
        QVERIFY(cells[0].toDouble() == data.edges[at]);
        QVERIFY(cells[1].toDouble() == data.edges[at + 1]);
        QVERIFY(cells[2].toDouble() == data.series[0].density[at]);
        QVERIFY(cells[3].toDouble() == data.series[1].density[at]);
    }
}

void TestFigureExport::anExportIsAlwaysLight() {
    m_plot->setTheme(Theme::darkTheme());
    exportFigure(*m_plot, path("a.png"), {});
    QCOMPARE(QImage(path("a.png")).pixelColor(2, 2), QColor(Qt::white));
}

void TestFigureExport::anUnknownEndingIsRefused() {
    try {
        exportFigure(*m_plot, path("a.bmp"), {});
        QFAIL("an unknown ending was accepted");
    } catch (const Error& error) {
        const QString message = QString::fromUtf8(error.what());
        QVERIFY(message.contains(QLatin1String("a.bmp")));
        QVERIFY(message.contains(QLatin1String(".pdf, .svg, .png, .csv or .tex")));
    }
    QVERIFY(!QFile::exists(path("a.bmp")));
}

void TestFigureExport::anImpossibleSizeIsRefused() {
    QVERIFY_EXCEPTION_THROWN(exportFigure(*m_plot, path("a.pdf"), {.widthMm = 0}), Error);
    QVERIFY_EXCEPTION_THROWN(exportFigure(*m_plot, path("a.pdf"), {.widthMm = std::nan("")}), Error);
    QVERIFY_EXCEPTION_THROWN(exportFigure(*m_plot, path("a.png"), {.dpi = 100000}), Error);
    QVERIFY_EXCEPTION_THROWN(
        exportFigure(*m_plot, path("a.png"), {.widthMm = 1000, .heightMm = 1000, .dpi = 1200}), Error);
}

void TestFigureExport::aFailedExportLeavesTheOldFile() {
    const QString missing = m_folder->filePath(QStringLiteral("no such folder/a.pdf"));
    try {
        exportFigure(*m_plot, missing, {});
        QFAIL("a missing folder was accepted");
    } catch (const Error& error) {
        QVERIFY(QString::fromUtf8(error.what()).contains(missing));
    }
    exportFigure(*m_plot, path("a.pdf"), {});
    const QByteArray before = bytesOf(path("a.pdf"));
    QVERIFY_EXCEPTION_THROWN(exportFigure(HistogramPlot(), path("a.pdf"), {}), Error);
    QCOMPARE(bytesOf(path("a.pdf")), before);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files).size(), 1);  // no half-written file beside it
}

NESCIO_TEST(tst_figure_export, TestFigureExport)
#include "tst_figure_export.moc"
