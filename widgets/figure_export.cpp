#include "widgets/figure_export.h"

#include <algorithm>
#include <cmath>

#include <QBuffer>
#include <QFileInfo>
#include <QImage>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>

#include "core/files/whole_file.h"
#include "core/values/failure.h"
#include "widgets/paper/carried_recipe.h"
#include "widgets/paper/pgfplots.h"
#include "widgets/plots/figure_layout.h"
#include "widgets/plots/figure_painter.h"
#include "widgets/plots/plot_view.h"
#include "widgets/plots/svg_figure.h"

namespace nescio {
namespace {

constexpr double kPointsPerInch = 72;
constexpr int kPdfDpi = 1200;
constexpr int kSvgDpi = 2540;  ///< one unit of the drawing is a hundredth of a millimetre
constexpr double kMostPixels = 2e8;

[[noreturn]] void fail(const QString& path, const QString& reason) {
    throw Error(QStringLiteral("cannot export to %1: %2").arg(path, reason).toStdString());
}

QRectF targetOf(const FigureSize& size) {
    const double scale = kPointsPerInch / kMmPerInch;
    return {0, 0, size.widthMm * scale, size.heightMm * scale};
}

QString nameOf(const FigureRecipe& recipe) {
    return recipe.sources.size() == 1 ? recipe.sources.front().name : QStringLiteral("figure");
}

/// Paints the figure on white onto any device with `dpi` units to the inch.
/// `down` moves it, in points.
void paintOn(QPaintDevice& device, const FigureRecipe& recipe, double dpi, const QString& path,
             double down = 0) {
    QPainter painter;
    if (!painter.begin(&device)) fail(path, QStringLiteral("the figure cannot be painted"));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(dpi / kPointsPerInch, dpi / kPointsPerInch);
    painter.translate(0, down);
    painter.fillRect(targetOf(recipe.size), Qt::white);
    paintRecipe(painter, targetOf(recipe.size), recipe);
}

/// Gives the page its size in millimetres to the last digit. The text keeps its length, because a PDF file
/// finds its parts by counting bytes.
QByteArray withExactPage(QByteArray pdf, const QSizeF& exact, const QSize& rounded) {
    const QByteArray box = "/MediaBox [0 0 ";
    const auto text = [&](double width, double height, int decimals) {
        return QByteArray::number(width, 'f', decimals) + ' ' + QByteArray::number(height, 'f', decimals);
    };
    const QByteArray found = text(rounded.width(), rounded.height(), 6);
    const QByteArray wanted = text(exact.width(), exact.height(), 4).leftJustified(found.size(), ' ');
    const auto at = pdf.indexOf(box + found);
    if (at >= 0 && wanted.size() == found.size()) pdf.replace(at + box.size(), found.size(), wanted);
    return pdf;
}

QByteArray pdf(const FigureRecipe& recipe, const QByteArray& packet, const QString& path) {
    const FigureSize& size = recipe.size;
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(kPdfDpi);
    writer.setPageSize(QPageSize(QSizeF(size.widthMm, size.heightMm), QPageSize::Millimeter,
                                 QStringLiteral("figure"), QPageSize::ExactMatch));
    writer.setPageMargins({});
    writer.setTitle(nameOf(recipe));
    writer.setCreator(QStringLiteral("Nescio"));
    if (!packet.isEmpty()) writer.setDocumentXmpMetadata(packet);
    // Qt rounds pages to whole points; the drawing starts at the top of the exact page inside the rounded
    // one.
    const QSizeF exact = targetOf(size).size();
    const QSize rounded = writer.pageLayout().fullRectPoints().size();
    paintOn(writer, recipe, kPdfDpi, path, rounded.height() - exact.height());
    return withExactPage(bytes, exact, rounded);
}

QByteArray svg(const FigureRecipe& recipe, const QByteArray& packet, const QString& path) {
    const FigureSize& size = recipe.size;
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(kSvgDpi);
    const QSize units(qRound(size.widthMm * kSvgDpi / kMmPerInch),
                      qRound(size.heightMm * kSvgDpi / kMmPerInch));
    generator.setSize(units);
    generator.setViewBox(QRect(QPoint(0, 0), units));
    generator.setTitle(nameOf(recipe));
    generator.setDescription(summaryOf(recipe));
    paintOn(generator, recipe, kSvgDpi, path);
    return svgWithPacket(withEmbeddedFonts(bytes), packet);
}

QByteArray png(const FigureRecipe& recipe, const QByteArray& packet, const QString& path) {
    const FigureSize& size = recipe.size;
    const double scale = size.dpi / kMmPerInch;
    const double width = std::round(size.widthMm * scale);
    const double height = std::round(size.heightMm * scale);
    if (width * height > kMostPixels)
        fail(
            path,
            QStringLiteral("%1 × %2 pixels are too many, choose fewer dots per inch").arg(width).arg(height));
    QImage image(static_cast<int>(width), static_cast<int>(height), QImage::Format_RGB32);
    if (image.isNull())
        fail(path, QStringLiteral("there is no memory for %1 × %2 pixels").arg(width).arg(height));
    image.setDotsPerMeterX(qRound(size.dpi / kMmPerInch * 1000));
    image.setDotsPerMeterY(qRound(size.dpi / kMmPerInch * 1000));
    image.fill(Qt::white);
    paintOn(image, recipe, size.dpi, path);
    image.setText(QStringLiteral("Title"), nameOf(recipe));
    image.setText(QStringLiteral("Description"), summaryOf(recipe));
    if (!packet.isEmpty()) image.setText(packetName(), QString::fromLatin1(packet));
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (!image.save(&buffer, "PNG")) fail(path, QStringLiteral("the picture cannot be encoded"));
    return bytes;
}

void checkSize(const FigureSize& size, const QString& path) {
    for (const double length : {size.widthMm, size.heightMm})
        if (!(length >= 20 && length <= 1000))
            fail(path, QStringLiteral("expected a size of 20 to 1000 mm, found %1 mm").arg(length));
    if (size.dpi < 72 || size.dpi > 1200)
        fail(path, QStringLiteral("expected 72 to 1200 dots per inch, found %1").arg(size.dpi));
}

/// The bytes of a file; `path` is where messages point.
QByteArray rendered(const FigureRecipe& recipe, const QString& format, const QByteArray& packet,
                    const QString& path) {
    checkSize(recipe.size, path);
    if (format == QLatin1String("pdf")) return pdf(recipe, packet, path);
    if (format == QLatin1String("svg")) return svg(recipe, packet, path);
    if (format == QLatin1String("png")) return png(recipe, packet, path);
    auto numbers = csvOf(recipe).toUtf8();
    if (numbers.isEmpty()) fail(path, QStringLiteral("the plotted numbers are no longer there"));
    return numbers;
}

void write(const QString& path, const QByteArray& bytes) {
    writeWholeFile(path.toStdString(), {bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

QString besideTex(const QString& path) {
    const QFileInfo file(path);
    return file.path() + QLatin1Char('/') + file.completeBaseName() + QStringLiteral(".csv");
}

void exportTex(const FigureRecipe& recipe, const QString& path) {
    checkSize(recipe.size, path);
    const FigureStyle style = FigureStyle::paper(Theme::light(), recipe.look.paper);
    const PgfFigure files =
        pgfFigure(printed(recipe), recipe.size, style, QFileInfo(besideTex(path)).fileName());
    write(besideTex(path), files.csv);
    write(path, files.tex);
}

}  // namespace

const QStringList& figureFormats() {
    static const QStringList formats{QStringLiteral("pdf"), QStringLiteral("svg"), QStringLiteral("png"),
                                     QStringLiteral("csv"), QStringLiteral("tex")};
    return formats;
}

void paintRecipe(QPainter& painter, const QRectF& target, const FigureRecipe& recipe) {
    const FigureStyle style = FigureStyle::paper(Theme::light(), recipe.look.paper);
    const Figure figure = printed(recipe);
    paintFigure(painter, figure, layOut(figure, target, style), style);
}

QByteArray renderFigure(const FigureRecipe& recipe, const QString& format, Carry carry) {
    return rendered(recipe, format, carry == Carry::Recipe ? recipePacket(recipe) : QByteArray(),
                    QStringLiteral("memory"));
}

bool canExport(const FigureRecipe& recipe, const QString& format) {
    if (format != QLatin1String("tex")) return figureFormats().contains(format);
    return std::none_of(recipe.sources.begin(), recipe.sources.end(), [](const FigureSource& source) {
        return std::any_of(source.figure.panels.begin(), source.figure.panels.end(),
                           [](const Panel& panel) { return panel.picture != nullptr; });
    });
}

QStringList filesOf(const QString& path) {
    if (QFileInfo(path).suffix().toLower() == QLatin1String("tex")) return {path, besideTex(path)};
    return {path};
}

bool exportFigure(const FigureRecipe& recipe, const QString& path) {
    const QString ending = QFileInfo(path).suffix().toLower();
    if (!figureFormats().contains(ending))
        fail(path, QStringLiteral("expected a name ending in .pdf, .svg, .png, .csv or .tex, found \"%1\"")
                       .arg(ending));
    if (ending == QLatin1String("tex")) {
        exportTex(recipe, path);
        return false;
    }
    const bool carries = ending != QLatin1String("csv");
    const QByteArray packet = carries ? recipePacket(recipe) : QByteArray();
    write(path, rendered(recipe, ending, packet, path));
    return !packet.isEmpty();
}

void exportFigure(const PlotView& plot, const QString& path, const FigureSize& size) {
    if (!plot.hasData())
        fail(path, QStringLiteral("the figure \"%1\" has no data yet").arg(plot.figureName()));
    FigureRecipe recipe = recipeOf(plot);
    recipe.size = size;
    exportFigure(recipe, path);
}

}  // namespace nescio
