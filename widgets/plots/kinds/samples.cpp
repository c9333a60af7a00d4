#include <algorithm>
#include <cmath>
#include <numeric>

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include "widgets/image_view.h"
#include "widgets/plots/csv_table.h"
#include "widgets/plots/samples_plot.h"
#include "widgets/qt_text.h"

namespace nescio {
namespace {

constexpr double kMostSheetPixels = 4e6;  ///< of all images of an exported figure together
constexpr int kMostSheetEnlarged = 8;
constexpr double kLargestPt = 60;  ///< side of an image of a result on paper, where there is room
constexpr double kLeastSheetMm = 20;
constexpr double kMostSheetMm = 230;  ///< a page

/// Enlarged by repeating pixels, so that no viewer of the file smooths what the model drew sharply.
QImage enlarged(const QImage& image, int factor) {
    return image.scaled(image.size() * factor, Qt::IgnoreAspectRatio, Qt::FastTransformation);
}

}  // namespace

SamplesPlot::SamplesPlot(QWidget* parent) : PlotView(parent), m_theme(Theme::fitting(palette())) {
    setObjectName(QStringLiteral("samplesPlot"));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(figureName());
    setAccessibleDescription(sentence());
}

void SamplesPlot::show(const SamplesData& samples, const SampleGroups& groups) {
    m_data = samples;
    m_groups = groups;
    m_name = QStringLiteral("samples");
    m_sentence.clear();
    m_current = -1;
    setAccessibleDescription(summary());
    redraw();
}

void SamplesPlot::show(const ResultImages& images, const std::string& resultId) {
    show(SamplesData{.title = images.title, .caption = {}, .images = images.images},
         SampleGroups{.size = 1,
                      .labels = images.captions,
                      .rows = images.rows,
                      .perRow = static_cast<int>(images.perRow)});
    m_name = toQt(resultId.empty() ? images.id : resultId + '_' + images.id);
    setAccessibleName(m_name);
}

void SamplesPlot::showSentence(const QString& sentence) {
    m_sentence = sentence;
    setAccessibleDescription(this->sentence());
    redraw();
}

void SamplesPlot::setTheme(const Theme& theme) {
    m_theme = theme;
    redraw();
}

void SamplesPlot::redraw() {
    m_drawn = {};
    update();
}

FigureStyle SamplesPlot::screenStyle() const {
    return FigureStyle::screen(m_theme, font());
}

QString SamplesPlot::sentence() const {
    if (!m_sentence.isEmpty()) return m_sentence;
    return hasData() ? QString() : tr("No samples yet. Draw some to see what the model believes in.");
}

QString SamplesPlot::summary() const {
    if (!hasData()) return sentence();
    return tr("Samples: %1").arg(toQt(m_data.caption.empty() ? m_data.title : m_data.caption));
}

QString SamplesPlot::csv() const {
    if (!hasData()) return {};
    CsvTable table({QStringLiteral("index"), QStringLiteral("source"), QStringLiteral("channels"),
                    QStringLiteral("height"), QStringLiteral("width"), QStringLiteral("mean_byte"),
                    QStringLiteral("row"), QStringLiteral("label")});
    for (std::size_t i = 0; i < m_data.images.size(); ++i) {
        const Image& image = m_data.images[i];
        const double sum = std::accumulate(image.bytes.begin(), image.bytes.end(), 0.0);
        const double mean =
            image.bytes.empty() ? std::nan("") : sum / static_cast<double>(image.bytes.size());
        table.addRow({QString::number(i), toQt(image.source), QString::number(image.shape.channels),
                      QString::number(image.shape.height), QString::number(image.shape.width),
                      CsvTable::cell(mean), rowOf(static_cast<int>(i)), labelOf(static_cast<int>(i))});
    }
    return table.text();
}

QString SamplesPlot::labelOf(int image) const {
    const auto group = static_cast<std::size_t>(image / std::max(1, m_groups.size));
    return group < m_groups.labels.size() ? toQt(m_groups.labels[group]) : QString();
}

QString SamplesPlot::rowOf(int image) const {
    const auto row = static_cast<std::size_t>(image / std::max(1, m_groups.size * m_groups.perRow));
    return row < m_groups.rows.size() ? toQt(m_groups.rows[row]) : QString();
}

SampleGridContent SamplesPlot::contentFor(const FigureStyle& style) const {
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

SampleGrid SamplesPlot::gridOf(const QRectF& target, const FigureStyle& style) const {
    return sampleGrid(target, contentFor(style), style);
}

double SamplesPlot::preferredHeightMm(double widthMm) const {
    if (!hasData() || m_groups.perRow <= 0) return PlotView::preferredHeightMm(widthMm);
    const FigureStyle style = FigureStyle::paper(Theme::light());
    const double height =
        sampleGridHeight(widthMm * kPointsPerMm, kLargestPt, contentFor(style), style) / kPointsPerMm;
    return std::clamp(height, kLeastSheetMm, kMostSheetMm);
}

QString SamplesPlot::captionFor(const SampleGrid& grid, const FigureStyle& style) const {
    QStringList parts;
    if (!m_data.caption.empty()) parts << toQt(m_data.caption);
    const auto count = static_cast<std::int64_t>(m_data.images.size());
    if (grid.shown < count)
        parts << tr("first %1 of %2 shown").arg(style.count(grid.shown), style.count(count));
    if (!m_groups.labels.empty() && grid.labelSize <= 0)
        parts << tr("too small for the words under the images");
    return parts.join(QStringLiteral(" · "));
}

void SamplesPlot::paintGrid(QPainter& painter, const QRectF& target, const FigureStyle& style) const {
    const SampleGrid grid = gridOf(target, style);
    paintImages(painter, grid, style.isPaper());
    paintWords(painter, grid, style);
}

void SamplesPlot::paintImages(QPainter& painter, const SampleGrid& grid, bool paper) const {
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

void SamplesPlot::paintWords(QPainter& painter, const SampleGrid& grid, const FigureStyle& style) const {
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

void SamplesPlot::paintFigure(QPainter& painter, const QRectF& target, const Theme& theme) const {
    const FigureStyle style = FigureStyle::paper(theme);
    if (!hasData()) return drawSentence(painter, target, sentence(), style);
    paintGrid(painter, target, style);
}

void SamplesPlot::resizeEvent(QResizeEvent*) {
    redraw();
}

void SamplesPlot::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    if (!sentence().isEmpty()) {
        painter.fillRect(rect(), m_theme.surface);
        drawSentence(painter, QRectF(rect()), sentence(), screenStyle());
        return;
    }
    if (m_drawn.isNull() || m_drawn.devicePixelRatioF() != devicePixelRatioF()) {
        m_drawn = QPixmap(size() * devicePixelRatioF());
        m_drawn.setDevicePixelRatio(devicePixelRatioF());
        m_drawn.fill(m_theme.surface);
        QPainter figure(&m_drawn);
        paintGrid(figure, QRectF(rect()), screenStyle());
    }
    painter.drawPixmap(0, 0, m_drawn);
    if (m_current < 0) return;
    painter.setPen(QPen(m_theme.accent, 2));
    painter.drawRect(gridOf(QRectF(rect()), screenStyle()).box(m_current).adjusted(-1, -1, 1, 1));
}

int SamplesPlot::indexAt(const QPointF& place) const {
    if (!sentence().isEmpty()) return -1;
    const SampleGrid grid = gridOf(QRectF(rect()), screenStyle());
    for (int i = 0; i < grid.shown; ++i)
        if (grid.box(i).contains(place)) return i;
    return -1;
}

/// What stands under an image, and where it comes from; the way to words that are too small to be drawn.
bool SamplesPlot::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return PlotView::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int index = indexAt(help->pos());
    QStringList lines;
    if (index >= 0)
        lines << rowOf(index) << labelOf(index)
              << toQt(m_data.images[static_cast<std::size_t>(index)].source);
    lines.removeAll(QString());
    QToolTip::showText(help->globalPos(), lines.join(QLatin1Char('\n')), this);
    return true;
}

void SamplesPlot::mousePressEvent(QMouseEvent* event) {
    m_pressed = indexAt(event->position());
}

void SamplesPlot::mouseReleaseEvent(QMouseEvent* event) {
    const int index = indexAt(event->position());
    if (index < 0 || index != m_pressed) return;
    moveTo(index);
    Q_EMIT imageActivated(index);
}

void SamplesPlot::moveTo(int index) {
    m_current = index;
    update();
}

void SamplesPlot::keyPressEvent(QKeyEvent* event) {
    if (!sentence().isEmpty()) return PlotView::keyPressEvent(event);
    const SampleGrid grid = gridOf(QRectF(rect()), screenStyle());
    int step = 0;
    switch (event->key()) {
        case Qt::Key_Left:
            step = -1;
            break;
        case Qt::Key_Right:
            step = 1;
            break;
        case Qt::Key_Up:
            step = -grid.columns * grid.group;
            break;
        case Qt::Key_Down:
            step = grid.columns * grid.group;
            break;
        case Qt::Key_Return:
        case Qt::Key_Enter:
        case Qt::Key_Space:
            if (m_current >= 0) Q_EMIT imageActivated(m_current);
            return;
        default:
            return PlotView::keyPressEvent(event);
    }
    moveTo(m_current < 0 ? 0 : std::clamp(m_current + step, 0, grid.shown - 1));
}

namespace plots::samples {
namespace {

/// Small gratings, grey and colour in turn with the count; pixels know no NaN.
void showTrial(PlotView& view, int points, bool) {
    SamplesData data;
    data.title = "a made-up model";
    data.caption = std::to_string(points) + " samples · temperature 0.7 · seed 1";
    const ImageShape shape{points % 2 == 0 ? 1 : 3, 14, 14};
    for (int i = 0; i < points; ++i) {
        Image image{.shape = shape, .bytes = {}, .source = "sample #" + std::to_string(i), .changes = {}};
        for (int d = 0; d < shape.dims(); ++d)
            image.bytes.push_back(static_cast<std::uint8_t>((d * (1 + i % 9) + d / shape.width * 17) % 256));
        data.images.push_back(std::move(image));
    }
    static_cast<SamplesPlot&>(view).show(data);
}

}  // namespace

PlotKind kind() {
    return {.id = "samples",
            .title = "Samples",
            .make = [](QWidget* parent) -> PlotView* { return new SamplesPlot(parent); },
            .showTrial = showTrial};
}

}  // namespace plots::samples
}  // namespace nescio
