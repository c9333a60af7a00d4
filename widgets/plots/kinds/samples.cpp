#include <algorithm>
#include <cmath>
#include <numeric>

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include "widgets/image_view.h"
#include "widgets/plots/csv_table.h"
#include "widgets/plots/samples_plot.h"

namespace nescio {
namespace {

constexpr double kMostPixels = 4e6;  ///< of all images of an exported figure together
constexpr int kMostEnlarged = 8;

QString words(const std::string& text) {
    return QString::fromStdString(text);
}

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
    m_sentence.clear();
    m_current = -1;
    setAccessibleDescription(summary());
    redraw();
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
    return tr("Samples: %1").arg(words(m_data.caption.empty() ? m_data.title : m_data.caption));
}

QString SamplesPlot::csv() const {
    if (!hasData()) return {};
    CsvTable table({QStringLiteral("index"), QStringLiteral("source"), QStringLiteral("channels"),
                    QStringLiteral("height"), QStringLiteral("width"), QStringLiteral("mean_byte"),
                    QStringLiteral("label")});
    for (std::size_t i = 0; i < m_data.images.size(); ++i) {
        const Image& image = m_data.images[i];
        const double sum = std::accumulate(image.bytes.begin(), image.bytes.end(), 0.0);
        const double mean =
            image.bytes.empty() ? std::nan("") : sum / static_cast<double>(image.bytes.size());
        table.addRow({QString::number(i), words(image.source), QString::number(image.shape.channels),
                      QString::number(image.shape.height), QString::number(image.shape.width),
                      CsvTable::cell(mean), labelOf(static_cast<int>(i))});
    }
    return table.text();
}

QString SamplesPlot::labelOf(int image) const {
    const auto group = static_cast<std::size_t>(image / std::max(1, m_groups.size));
    return group < m_groups.labels.size() ? words(m_groups.labels[group]) : QString();
}

SampleGrid SamplesPlot::gridOf(const QRectF& target, const FigureStyle& style) const {
    return sampleGrid(target,
                      {.count = static_cast<int>(m_data.images.size()),
                       .shape = m_data.images.front().shape,
                       .group = m_groups.size,
                       .titled = !m_data.title.empty(),
                       .labelled = !m_groups.labels.empty()},
                      style);
}

QString SamplesPlot::captionFor(const SampleGrid& grid, const FigureStyle& style) const {
    QString caption = words(m_data.caption);
    const auto count = static_cast<std::int64_t>(m_data.images.size());
    if (grid.shown < count) {
        if (!caption.isEmpty()) caption += QStringLiteral(" · ");
        caption += tr("first %1 of %2 shown").arg(style.count(grid.shown), style.count(count));
    }
    return caption;
}

void SamplesPlot::paintGrid(QPainter& painter, const QRectF& target, const FigureStyle& style) const {
    const SampleGrid grid = gridOf(target, style);
    drawTextLine(painter, grid.head, Qt::AlignLeft,
                 {.text = words(m_data.title), .size = style.title, .colour = style.theme.ink, .bold = true},
                 style);
    painter.save();
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    const double pixels =
        static_cast<double>(grid.shown) * static_cast<double>(m_data.images.front().shape.dims());
    const bool paper = style.oversampling > 1;
    const int factor =
        paper ? std::clamp(static_cast<int>(std::sqrt(kMostPixels / std::max(1.0, pixels))), 1, kMostEnlarged)
              : 1;
    for (int i = 0; i < grid.shown; ++i) {
        const QImage picture = toQImage(m_data.images[static_cast<std::size_t>(i)]);
        if (!picture.isNull())
            painter.drawImage(grid.box(i), factor > 1 ? enlarged(picture, factor) : picture);
    }
    painter.restore();
    for (int at = 0; at < static_cast<int>(m_groups.labels.size()) && at * grid.group < grid.shown; ++at)
        drawTextLine(painter, grid.labelBox(at), Qt::AlignHCenter,
                     {.text = words(m_groups.labels[static_cast<std::size_t>(at)]),
                      .size = style.small,
                      .colour = style.theme.mutedInk},
                     style);
    drawTextLine(painter, grid.foot, Qt::AlignLeft,
                 {.text = captionFor(grid, style), .size = style.small, .colour = style.theme.mutedInk},
                 style);
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
