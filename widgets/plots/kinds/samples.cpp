#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMetaMethod>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include "widgets/plots/csv_table.h"
#include "widgets/plots/samples_plot.h"
#include "widgets/qt_text.h"

namespace nescio {

SamplesPlot::SamplesPlot(QWidget* parent) : PlotView(parent), m_theme(Theme::fitting(palette())) {
    setObjectName(QStringLiteral("samplesPlot"));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(figureName());
    setAccessibleDescription(sentence());
}

void SamplesPlot::show(const SamplesData& samples, const SampleGroups& groups) {
    m_picture = SamplePicture(samples, groups);
    m_places.clear();
    setMouseTracking(false);
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
    m_places = images.places;
    setMouseTracking(hasImages());
    m_name = toQt(resultId.empty() ? images.id : resultId + '_' + images.id);
    setAccessibleName(m_name);
}

bool SamplesPlot::hasImages() const {
    return std::any_of(m_places.begin(), m_places.end(),
                       [](const ImagePlace& place) { return !place.setId.empty(); });
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

void SamplesPlot::setBrush(const std::shared_ptr<const Brush>& brush) {
    m_brush = brush;
    update();
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
    return tr("Samples: %1")
        .arg(toQt(m_picture.data().caption.empty() ? m_picture.data().title : m_picture.data().caption));
}

QString SamplesPlot::csv() const {
    if (!hasData()) return {};
    CsvTable table({QStringLiteral("index"), QStringLiteral("source"), QStringLiteral("channels"),
                    QStringLiteral("height"), QStringLiteral("width"), QStringLiteral("mean_byte"),
                    QStringLiteral("row"), QStringLiteral("label")});
    for (std::size_t i = 0; i < m_picture.data().images.size(); ++i) {
        const Image& image = m_picture.data().images[i];
        const double sum = std::accumulate(image.bytes.begin(), image.bytes.end(), 0.0);
        const double mean =
            image.bytes.empty() ? std::nan("") : sum / static_cast<double>(image.bytes.size());
        table.addRow({QString::number(i), toQt(image.source), QString::number(image.shape.channels),
                      QString::number(image.shape.height), QString::number(image.shape.width),
                      CsvTable::cell(mean), m_picture.rowOf(static_cast<int>(i)),
                      m_picture.labelOf(static_cast<int>(i))});
    }
    return table.text();
}

Figure SamplesPlot::paperFigure(const QSizeF&, const FigureStyle&) const {
    Figure figure;
    figure.title = toQt(m_picture.data().title);
    Panel panel;
    panel.picture = std::make_shared<const SamplePicture>(m_picture.untitled());
    figure.panels.push_back(std::move(panel));
    return figure;
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
        m_picture.paint(figure, QRectF(rect()), screenStyle());
    }
    painter.drawPixmap(0, 0, m_drawn);
    drawChosen(painter);
    if (m_current < 0) return;
    painter.setPen(QPen(m_theme.accent, 2));
    painter.drawRect(m_picture.gridOf(QRectF(rect()), screenStyle()).box(m_current).adjusted(-1, -1, 1, 1));
}

/// A frame around each chosen image.
void SamplesPlot::drawChosen(QPainter& painter) const {
    if (m_brush->chosen.empty() || !hasImages()) return;
    const SampleGrid grid = m_picture.gridOf(QRectF(rect()), screenStyle());
    painter.setPen(QPen(m_theme.ink, 2));
    for (int i = 0; i < grid.shown; ++i)
        if (const auto* place = placeOf(i); place && m_brush->chosen.contains(place->setId, place->index))
            painter.drawRect(grid.box(i).adjusted(-1, -1, 1, 1));
}

const ImagePlace* SamplesPlot::placeOf(int index) const {
    const auto at = static_cast<std::size_t>(index);
    return index >= 0 && at < m_places.size() && !m_places[at].setId.empty() ? &m_places[at] : nullptr;
}

int SamplesPlot::indexAt(const QPointF& place) const {
    if (!sentence().isEmpty()) return -1;
    const SampleGrid grid = m_picture.gridOf(QRectF(rect()), screenStyle());
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
    const bool told = placeOf(index) && isSignalConnected(QMetaMethod::fromSignal(&PlotView::imageHovered));
    if (index >= 0 && !told)  // else a card tells it
        lines << m_picture.rowOf(index) << m_picture.labelOf(index)
              << toQt(m_picture.data().images[static_cast<std::size_t>(index)].source);
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
    activate(index);
}

void SamplesPlot::activate(int index) {
    Q_EMIT imageActivated(index);
    if (const auto* place = placeOf(index)) Q_EMIT imagePicked(toQt(place->setId), place->index);
}

void SamplesPlot::mouseMoveEvent(QMouseEvent* event) {
    const int index = indexAt(event->position());
    const auto* place = placeOf(index);
    const QPoint global = event->globalPosition().toPoint();
    if (place)
        Q_EMIT imageHovered(toQt(place->setId), place->index, global, {});
    else
        Q_EMIT imageHovered({}, 0, global, {});
}

void SamplesPlot::leaveEvent(QEvent* /*event*/) {
    Q_EMIT imageHovered({}, 0, {}, {});
}

void SamplesPlot::moveTo(int index) {
    m_current = index;
    update();
}

void SamplesPlot::keyPressEvent(QKeyEvent* event) {
    if (!sentence().isEmpty()) return PlotView::keyPressEvent(event);
    const SampleGrid grid = m_picture.gridOf(QRectF(rect()), screenStyle());
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
            if (m_current >= 0) activate(m_current);
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
