#include "app/window/figure_clipboard.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QImage>
#include <QMimeData>

#include "widgets/figure_export.h"

namespace nescio {

/// Each program takes the richest form that it knows.
void copyFigure(const FigureRecipe& recipe) {
    auto* data = new QMimeData;
    data->setImageData(QImage::fromData(renderFigure(recipe, QStringLiteral("png"))));
    data->setData(QStringLiteral("image/svg+xml"), renderFigure(recipe, QStringLiteral("svg")));
    data->setData(QStringLiteral("application/pdf"), renderFigure(recipe, QStringLiteral("pdf")));
    QGuiApplication::clipboard()->setMimeData(data);
}

}  // namespace nescio
