#include "widgets/plots/sample_picture.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QCoreApplication>
#include <QPainter>

#include "widgets/image_view.h"
#include "widgets/plots/picture_json.h"
#include "widgets/qt_text.h"

namespace nescio {
namespace {

constexpr double kMostSheetPixels = 4e6;  ///< of all images of an exported figure together
constexpr int kMostSheetEnlarged = 8;
constexpr double kAspect = 2.0 / 3;
constexpr double kLargestPt = 60;  ///< side of an image of a result on paper, where there is room

/// Enlarged by repeating pixels, so that no viewer of the file smooths what the model drew sharply.
QImage enlarged(const QImage& image, int factor) {
    return image.scaled(image.size() * factor, Qt::IgnoreAspectRatio, Qt::FastTransformation);
}

QString tr(const char* words) {
    return QCoreApplication::translate("nescio::SamplesPlot", words);
}

}  // namespace

SamplePicture::SamplePicture(SamplesData data, SampleGroups groups)
    : m_data(std::move(data)), m_groups(std::move(groups)) {}

SamplePicture SamplePicture::untitled() const {
    SamplePicture sheet = *this;
    sheet.m_data.title.clear();
    return sheet;
}

QString SamplePicture::labelOf(int image) const {
    const auto group = static_cast<std::size_t>(image / std::max(1, m_groups.size));
    return group < m_groups.labels.size() ? toQt(m_groups.labels[group]) : QString();
}

QString SamplePicture::rowOf(int image) const {
    const auto row = static_cast<std::size_t>(image / std::max(1, m_groups.size * m_groups.perRow));
    return row < m_groups.rows.size() ? toQt(m_groups.rows[row]) : QString();
}

SampleGridContent SamplePicture::contentFor(const FigureStyle& style) const {
    double widest = 0;
    if (m_groups.perRow > 0)
        for (const std::string& label : m_groups.labels)
            widest = std::max(widest, style.widthOf(toQt(label), style.small));
    return {.count = static_cast<int>(m_data.images.size()),
            .shape = m_data.images.front().shape,
            .group = m_groups.size,
            .titled = !m_data.title.empty(),
            .labelled = !m_groups.labels.empty(),
            .perRow = m_groups.perRow,
            .rowTitled = !m_groups.rows.empty(),
            .labelWidth = widest};
}

SampleGrid SamplePicture::gridOf(const QRectF& target, const FigureStyle& style) const {
    return sampleGrid(target, contentFor(style), style);
}

double SamplePicture::heightFor(double width, const FigureStyle& style) const {
    if (empty() || m_groups.perRow <= 0) return width * kAspect;
    return sampleGridHeight(width, kLargestPt, contentFor(style), style);
}

QString SamplePicture::captionFor(const SampleGrid& grid, const FigureStyle& style) const {
    QStringList parts;
    if (!m_data.caption.empty()) parts << toQt(m_data.caption);
    const auto count = static_cast<std::int64_t>(m_data.images.size());
    if (grid.shown < count)
        parts << tr("first %1 of %2 shown").arg(style.count(grid.shown), style.count(count));
    if (!m_groups.labels.empty() && grid.labelSize <= 0)
        parts << tr("too small for the words under the images");
    return parts.join(QStringLiteral(" · "));
}

void SamplePicture::paint(QPainter& painter, const QRectF& box, const FigureStyle& style) const {
    if (empty()) return;
    const SampleGrid grid = gridOf(box, style);
    paintImages(painter, grid, style.isPaper());
    paintWords(painter, grid, style);
}

void SamplePicture::paintImages(QPainter& painter, const SampleGrid& grid, bool paper) const {
    painter.save();
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    const double pixels =
        static_cast<double>(grid.shown) * static_cast<double>(m_data.images.front().shape.dims());
    const int factor = paper
                           ? std::clamp(static_cast<int>(std::sqrt(kMostSheetPixels / std::max(1.0, pixels))),
                                        1, kMostSheetEnlarged)
                           : 1;
    for (int i = 0; i < grid.shown; ++i) {
        const QImage picture = toQImage(m_data.images[static_cast<std::size_t>(i)]);
        if (!picture.isNull())
            painter.drawImage(grid.box(i), factor > 1 ? enlarged(picture, factor) : picture);
    }
    painter.restore();
}

void SamplePicture::paintWords(QPainter& painter, const SampleGrid& grid, const FigureStyle& style) const {
    const auto write = [&](const QRectF& box, Qt::Alignment side, const QString& text, double size,
                           const QColor& colour, bool bold = false) {
        drawTextLine(painter, box, side, {.text = text, .size = size, .colour = colour, .bold = bold}, style);
    };
    const Theme& theme = style.theme;
    write(grid.head, Qt::AlignLeft, elided(toQt(m_data.title), grid.head.width(), style.title * 1.06, style),
          style.title, theme.ink, true);
    const int perRow = std::max(1, grid.columns * grid.group);
    for (int row = 0; row < static_cast<int>(m_groups.rows.size()) && row * perRow < grid.shown; ++row)
        write(
            grid.rowHeadBox(row).adjusted(0, 0, 0, -style.gap / 2), Qt::AlignLeft | Qt::AlignBottom,
            elided(toQt(m_groups.rows[static_cast<std::size_t>(row)]), grid.area.width(), style.small, style),
            style.small, theme.ink);
    const int labels = grid.labelSize > 0 ? static_cast<int>(m_groups.labels.size()) : 0;
    for (int at = 0; at < labels && at * grid.group < grid.shown; ++at)
        write(grid.labelBox(at), Qt::AlignHCenter, toQt(m_groups.labels[static_cast<std::size_t>(at)]),
              grid.labelSize, theme.mutedInk);
    write(grid.foot, Qt::AlignLeft, captionFor(grid, style), style.small, theme.mutedInk);
}

QJsonObject SamplePicture::toJson() const {
    QJsonArray images;
    for (const Image& image : m_data.images) images.append(jsonOf(image));
    return {{QStringLiteral("caption"), toQt(m_data.caption)},
            {QStringLiteral("images"), images},
            {QStringLiteral("group"), m_groups.size},
            {QStringLiteral("labels"), jsonOf(m_groups.labels)},
            {QStringLiteral("rows"), jsonOf(m_groups.rows)},
            {QStringLiteral("per_row"), m_groups.perRow}};
}

std::shared_ptr<const PanelPicture> SamplePicture::fromJson(const QJsonObject& json) {
    SamplesData data;
    data.caption = toStd(json[QStringLiteral("caption")].toString());
    for (const auto& image : json[QStringLiteral("images")].toArray())
        data.images.push_back(imageFrom(image.toObject()));
    const auto most = std::max(1, static_cast<int>(data.images.size()));
    SampleGroups groups{.size = std::clamp(json[QStringLiteral("group")].toInt(1), 1, most),
                        .labels = stringsFrom(json[QStringLiteral("labels")]),
                        .rows = stringsFrom(json[QStringLiteral("rows")]),
                        .perRow = std::clamp(json[QStringLiteral("per_row")].toInt(), 0, most)};
    return std::make_shared<const SamplePicture>(std::move(data), std::move(groups));
}

}  // namespace nescio
