#include "widgets/plots/per_pixel_picture.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include <QCoreApplication>
#include <QJsonArray>
#include <QPainter>

#include "core/values/failure.h"
#include "widgets/image_view.h"
#include "widgets/plots/picture_json.h"
#include "widgets/plots/ticks.h"

namespace nescio {
namespace {

constexpr double kMostMapPixels = 1e6;  ///< of one exported picture
constexpr int kMostMapEnlarged = 16;
constexpr int kBarSteps = 256;

/// On paper enlarged by repeating pixels, so that no viewer of the file smooths the map.
void drawPixels(QPainter& painter, const QRectF& box, const QImage& picture, const FigureStyle& style) {
    if (picture.isNull() || box.isEmpty()) return;
    int factor = 1;
    if (style.oversampling > 1) {
        const double pixels = static_cast<double>(picture.width()) * picture.height();
        factor = std::clamp(static_cast<int>(std::sqrt(kMostMapPixels / pixels)), 1, kMostMapEnlarged);
    }
    painter.save();
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter.drawImage(box, factor > 1 ? picture.scaled(picture.size() * factor) : picture);
    painter.restore();
}

QString words(const char* text) {
    return QCoreApplication::translate("nescio::PerPixelPlot", text);
}

}  // namespace

PerPixelPicture::PerPixelPicture(PerPixelMap map, std::optional<Image> image)
    : m_map(std::move(map)), m_image(std::move(image)) {}

PerPixelLayout PerPixelPicture::layOut(const QRectF& target, const PerPixelWords& around,
                                       const FigureStyle& style) const {
    return perPixelLayout(target, m_map, m_image.has_value(), around, style);
}

void PerPixelPicture::paint(QPainter& painter, const QRectF& box, const FigureStyle& style) const {
    paintAt(painter, layOut(box, {}, style), style);
}

void PerPixelPicture::paintAt(QPainter& painter, const PerPixelLayout& place,
                              const FigureStyle& style) const {
    if (m_map.empty() || place.map.width() < 1) return;
    const auto caption = [&](const QRectF& picture, const QString& text) {
        drawTextLine(painter, PerPixelLayout::captionOf(picture, style), Qt::AlignLeft,
                     {.text = text, .size = style.small, .colour = style.theme.mutedInk}, style);
    };
    if (m_image) {
        drawPixels(painter, place.image, toQImage(*m_image), style);
        caption(place.image, words("the image"));
    }
    drawPixels(painter, place.map, m_map.picture(style.theme), style);
    caption(place.map, words("its surprise"));
    paintBar(painter, place.bar, style);
    caption(place.bar, words("bits per pixel"));
}

double PerPixelPicture::heightFor(double width, const FigureStyle& style) const {
    const PerPixelLayout place = layOut(QRectF(0, 0, width, 1e6), {}, style);
    return place.map.bottom() + style.gap;
}

void PerPixelPicture::paintBar(QPainter& painter, const QRectF& bar, const FigureStyle& style) const {
    QImage ramp(1, kBarSteps, QImage::Format_RGB32);
    for (int i = 0; i < kBarSteps; ++i)
        ramp.setPixel(0, i, Theme::sequential(1 - i / (kBarSteps - 1.0)).rgb());
    drawPixels(painter, bar, ramp, style);
    const Span span = m_map.range();
    const double line = FigureStyle::lineHeight(style.small);
    const int most = std::clamp(static_cast<int>(bar.height() / (1.8 * line)), 1, 8);
    painter.setPen(QPen(style.theme.mutedInk, style.hair));
    for (const Tick& tick : roundTicks(span, most, style).ticks) {
        const double y = bar.bottom() - (tick.value - span.low) / span.length() * bar.height();
        painter.drawLine(QPointF(bar.right(), y), QPointF(bar.right() + style.tick, y));
        const QRectF box(bar.right() + style.tick + style.gap, y - line / 2, 10 * style.small, line);
        drawTextLine(painter, box, Qt::AlignLeft,
                     {.text = tick.text, .size = style.small, .colour = style.theme.mutedInk}, style);
    }
}

QJsonObject PerPixelPicture::toJson() const {
    QJsonArray bits;  // what is not finite is null
    for (const double value : m_map.bits)
        bits.append(std::isfinite(value) ? QJsonValue(value) : QJsonValue());
    QJsonObject json{{QStringLiteral("height"), m_map.height},
                     {QStringLiteral("width"), m_map.width},
                     {QStringLiteral("bits"), bits}};
    if (m_image) json[QStringLiteral("image")] = jsonOf(*m_image);
    return json;
}

std::shared_ptr<const PanelPicture> PerPixelPicture::fromJson(const QJsonObject& json) {
    PerPixelMap map;
    map.height = json[QStringLiteral("height")].toInt();
    map.width = json[QStringLiteral("width")].toInt();
    for (const auto& value : json[QStringLiteral("bits")].toArray())
        map.bits.push_back(value.toDouble(std::numeric_limits<double>::quiet_NaN()));
    if (map.height < 0 || map.width < 0 ||
        map.bits.size() != static_cast<std::size_t>(map.height) * static_cast<std::size_t>(map.width))
        throw Error("expected a value for each pixel of the map in the figure");
    const auto image = json[QStringLiteral("image")];
    return std::make_shared<const PerPixelPicture>(
        std::move(map), image.isObject() ? std::optional(imageFrom(image.toObject())) : std::nullopt);
}

}  // namespace nescio
