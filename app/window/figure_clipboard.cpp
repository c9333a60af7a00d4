#include "app/window/figure_clipboard.h"

#include <QBuffer>
#include <QClipboard>
#include <QGuiApplication>
#include <QImage>
#include <QMimeData>
#include <QPainter>
#include <QSvgGenerator>

#include "widgets/figure_export.h"
#include "widgets/plots/figure_style.h"
#include "widgets/plots/plot_view.h"

namespace nescio {
namespace {

QImage pictureOf(const PlotView& plot, const QSizeF& points, int dpi) {
    const double scale = dpi / 72.0;
    QImage picture((points * scale).toSize(), QImage::Format_RGB32);
    picture.fill(Qt::white);
    picture.setDotsPerMeterX(static_cast<int>(dpi / 0.0254));
    picture.setDotsPerMeterY(static_cast<int>(dpi / 0.0254));
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(scale, scale);
    plot.paintFigure(painter, QRectF({0, 0}, points), Theme::light());
    return picture;
}

QByteArray vectorsOf(const PlotView& plot, const QSizeF& points) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator svg;
    svg.setOutputDevice(&buffer);
    svg.setResolution(72);
    svg.setSize(points.toSize());
    svg.setViewBox(QRectF({0, 0}, points));
    svg.setTitle(plot.figureName());
    QPainter painter(&svg);
    plot.paintFigure(painter, QRectF({0, 0}, points), Theme::light());
    painter.end();
    return bytes;
}

}  // namespace

void copyFigure(const PlotView& plot) {
    const FigureSize size{.widthMm = kSingleColumnMm, .heightMm = plot.preferredHeightMm(kSingleColumnMm)};
    const QSizeF points(size.widthMm * kPointsPerMm, size.heightMm * kPointsPerMm);
    auto* data = new QMimeData;
    data->setImageData(pictureOf(plot, points, size.dpi));
    data->setData(QStringLiteral("image/svg+xml"), vectorsOf(plot, points));
    QGuiApplication::clipboard()->setMimeData(data);
}

}  // namespace nescio
