#include "widgets/figure_export.h"

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
#include "widgets/plots/plot_view.h"
#include "widgets/plots/svg_figure.h"

namespace nescio {
namespace {

constexpr double kPointsPerInch = 72;
constexpr double kMmPerInch = 25.4;
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

/// Paints the figure on white onto any device with `dpi` units to the inch.
/// `down` moves it, in points.
void paintOn(QPaintDevice& device, const PlotView& plot, const FigureSize& size, double dpi,
             const QString& path, double down = 0) {
    QPainter painter;
    if (!painter.begin(&device)) fail(path, QStringLiteral("the figure cannot be painted"));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(dpi / kPointsPerInch, dpi / kPointsPerInch);
    painter.translate(0, down);
    painter.fillRect(targetOf(size), Qt::white);
    plot.paintFigure(painter, targetOf(size), Theme::light());
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

QByteArray pdf(const PlotView& plot, const FigureSize& size, const QString& path) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(kPdfDpi);
    writer.setPageSize(QPageSize(QSizeF(size.widthMm, size.heightMm), QPageSize::Millimeter,
                                 QStringLiteral("figure"), QPageSize::ExactMatch));
    writer.setPageMargins({});
    writer.setTitle(plot.figureName());
    writer.setCreator(QStringLiteral("Nescio"));
    // Qt rounds pages to whole points; the drawing starts at the top of the exact page inside the rounded
    // one.
    const QSizeF exact = targetOf(size).size();
    const QSize rounded = writer.pageLayout().fullRectPoints().size();
    paintOn(writer, plot, size, kPdfDpi, path, rounded.height() - exact.height());
    return withExactPage(bytes, exact, rounded);
}

QByteArray svg(const PlotView& plot, const FigureSize& size, const QString& path) {
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
    generator.setTitle(plot.figureName());
    generator.setDescription(plot.summary());
    paintOn(generator, plot, size, kSvgDpi, path);
    return withEmbeddedFonts(bytes);
}

QByteArray png(const PlotView& plot, const FigureSize& size, const QString& path) {
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
    paintOn(image, plot, size, size.dpi, path);
    image.setText(QStringLiteral("Title"), plot.figureName());
    image.setText(QStringLiteral("Description"), plot.summary());
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
QByteArray rendered(const PlotView& plot, const QString& format, const FigureSize& size,
                    const QString& path) {
    if (!plot.hasData())
        fail(path, QStringLiteral("the figure \"%1\" has no data yet").arg(plot.figureName()));
    checkSize(size, path);
    if (format == QLatin1String("pdf")) return pdf(plot, size, path);
    if (format == QLatin1String("svg")) return svg(plot, size, path);
    if (format == QLatin1String("png")) return png(plot, size, path);
    return plot.csv().toUtf8();
}

}  // namespace

const QStringList& figureFormats() {
    static const QStringList formats{QStringLiteral("pdf"), QStringLiteral("svg"), QStringLiteral("png"),
                                     QStringLiteral("csv")};
    return formats;
}

QByteArray renderFigure(const PlotView& plot, const QString& format, const FigureSize& size) {
    return rendered(plot, format, size, QStringLiteral("memory"));
}

void exportFigure(const PlotView& plot, const QString& path, const FigureSize& size) {
    const QString ending = QFileInfo(path).suffix().toLower();
    if (!figureFormats().contains(ending))
        fail(path,
             QStringLiteral("expected a name ending in .pdf, .svg, .png or .csv, found \"%1\"").arg(ending));
    const QByteArray bytes = rendered(plot, ending, size, path);
    writeWholeFile(path.toStdString(), {bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

}  // namespace nescio
