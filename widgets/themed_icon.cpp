#include "widgets/themed_icon.h"

#include <QFile>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

namespace nescio {
namespace {

QPixmap rendered(QSvgRenderer& svg, int sizePx) {
    QPixmap pixmap(sizePx, sizePx);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    svg.render(&painter, QRectF(0, 0, sizePx, sizePx));
    return pixmap;
}

QByteArray svgText(const QString& name) {
    QFile file(QStringLiteral(":/nescio/icons/%1.svg").arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray inInk(QByteArray svg, QColor ink, double opacity) {
    // Qt's SVG reader knows no opacity in a hexadecimal colour, so that the disabled look mixes with it
    // apart.
    svg.replace("currentColor", ink.name().toLatin1());
    if (opacity < 1) svg.replace("<svg ", "<svg opacity=\"" + QByteArray::number(opacity) + "\" ");
    return svg;
}

void addSizes(QIcon& icon, const QByteArray& text, QIcon::Mode mode) {
    QSvgRenderer svg(text);
    for (const int sizePx : {16, 20, 24, 32, 48, 64}) icon.addPixmap(rendered(svg, sizePx), mode);
}

}  // namespace

QIcon themedIcon(const QString& name, const Theme& theme) {
    const QByteArray text = svgText(name);
    QIcon icon;
    if (text.isEmpty()) return icon;
    addSizes(icon, inInk(text, theme.ink, 1), QIcon::Normal);
    addSizes(icon, inInk(text, theme.ink, 0.4), QIcon::Disabled);
    return icon;
}

QIcon applicationIcon() {
    QIcon icon;
    QSvgRenderer svg(svgText(QStringLiteral("nescio")));
    for (const int sizePx : {16, 32, 48, 64, 128, 256}) icon.addPixmap(rendered(svg, sizePx));
    return icon;
}

}  // namespace nescio
