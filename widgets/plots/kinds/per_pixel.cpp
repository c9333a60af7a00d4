#include <algorithm>
#include <cmath>
#include <numbers>

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include "widgets/image_view.h"
#include "widgets/plots/breakdown_panel.h"
#include "widgets/plots/csv_table.h"
#include "widgets/plots/per_pixel_plot.h"
#include "widgets/plots/ticks.h"
#include "widgets/qt_text.h"

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

}  // namespace

PerPixelPlot::PerPixelPlot(QWidget* parent) : PlotView(parent), m_theme(Theme::fitting(palette())) {
    setObjectName(QStringLiteral("perPixelPlot"));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(figureName());
    setAccessibleDescription(sentence());
}

void PerPixelPlot::show(const PerPixelData& image) {
    m_data = image;
    m_map = perPixelMapOf(image.breakdown);
    m_sentence.clear();
    setAccessibleDescription(summary());
    redraw();
}

void PerPixelPlot::showSentence(const QString& sentence) {
    m_sentence = sentence;
    setAccessibleDescription(this->sentence());
    redraw();
}

void PerPixelPlot::setTheme(const Theme& theme) {
    m_theme = theme;
    redraw();
}

void PerPixelPlot::redraw() {
    m_drawn = {};
    updateGeometry();
    update();
}

FigureStyle PerPixelPlot::screenStyle() const {
    return FigureStyle::screen(m_theme, font());
}

QString PerPixelPlot::sentence() const {
    if (!m_sentence.isEmpty()) return m_sentence;
    if (hasData()) return {};
    return m_data.breakdown.terms.empty()
               ? tr("No image selected. Pick or drop one to see which of its pixels surprise the model.")
               : tr("This model gives no likelihood per pixel.");
}

QString PerPixelPlot::sumSentence(const FigureStyle& style) const {
    QString text = tr("sum %1 bits").arg(style.number(-m_map.nats / std::numbers::ln2, 0));
    QStringList how;
    const QString bits = bitsWords(m_map.nats, m_data.shape, style);
    if (!bits.isEmpty()) how << bits;
    const Breakdown& all = m_data.breakdown;
    how << toQt(toText(all.tightness, all.drawRule, all.draws));
    text += QStringLiteral(" (") + how.join(QStringLiteral(", ")) + QLatin1Char(')');
    if (!m_map.without.isEmpty())
        text += tr(" · not in the map: %1").arg(m_map.without.join(QStringLiteral(", ")));
    return text;
}

QStringList PerPixelPlot::footer(double width, const FigureStyle& style) const {
    return wrapped(sumSentence(style), width, style.small, style);
}

QString PerPixelPlot::summary() const {
    if (!hasData()) return sentence();
    const FigureStyle style = screenStyle();
    const Span span = m_map.range();
    return tr("Map of bits per pixel of %1: %2 by %3 pixels, up to %4 bits; %5")
        .arg(toQt(m_data.title))
        .arg(m_map.width)
        .arg(m_map.height)
        .arg(style.number(span.high, 2), sumSentence(style));
}

QString PerPixelPlot::csv() const {
    if (!hasData()) return {};
    CsvTable table({QStringLiteral("row"), QStringLiteral("column"), QStringLiteral("bits_per_pixel"),
                    QStringLiteral("nats_per_pixel")});
    for (int row = 0; row < m_map.height; ++row)
        for (int column = 0; column < m_map.width; ++column)
            table.addRow({QString::number(row), QString::number(column),
                          CsvTable::cell(m_map.at(row, column)),
                          CsvTable::cell(-m_map.at(row, column) * std::numbers::ln2)});
    return table.text();
}

void PerPixelPlot::paintBar(QPainter& painter, const QRectF& bar, const FigureStyle& style) const {
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

void PerPixelPlot::paintMap(QPainter& painter, const QRectF& target, const FigureStyle& style) const {
    const QStringList sentences = footer(target.width() - 2 * style.gap, style);
    const auto lines = static_cast<int>(sentences.size());
    const PerPixelLayout place = perPixelLayout(target, m_map, m_data.image.has_value(), lines, style);
    const auto caption = [&](const QRectF& picture, const QString& text) {
        drawTextLine(painter, PerPixelLayout::captionOf(picture, style), Qt::AlignLeft,
                     {.text = text, .size = style.small, .colour = style.theme.mutedInk}, style);
    };
    drawTextLine(painter, place.head, Qt::AlignLeft,
                 {.text = toQt(m_data.title), .size = style.title, .colour = style.theme.ink, .bold = true},
                 style);
    if (place.map.width() >= 1) {
        if (m_data.image) {
            drawPixels(painter, place.image, toQImage(*m_data.image), style);
            caption(place.image, tr("the image"));
        }
        drawPixels(painter, place.map, m_map.picture(style.theme), style);
        caption(place.map, tr("its surprise"));
        paintBar(painter, place.bar, style);
        caption(place.bar, tr("bits per pixel"));
    }
    const double line = FigureStyle::lineHeight(style.small);
    for (int i = 0; i < lines; ++i)
        drawTextLine(
            painter, QRectF(place.foot.left(), place.foot.top() + i * line, place.foot.width(), line),
            Qt::AlignLeft, {.text = sentences[i], .size = style.small, .colour = style.theme.ink}, style);
}

void PerPixelPlot::paintFigure(QPainter& painter, const QRectF& target, const Theme& theme) const {
    const FigureStyle style = FigureStyle::paper(theme);
    if (!hasData()) return drawSentence(painter, target, sentence(), style);
    paintMap(painter, target, style);
}

void PerPixelPlot::resizeEvent(QResizeEvent*) {
    m_drawn = {};
}

void PerPixelPlot::paintEvent(QPaintEvent*) {
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
        paintMap(figure, QRectF(rect()), screenStyle());
    }
    painter.drawPixmap(0, 0, m_drawn);
}

QString PerPixelPlot::tipAt(const QPointF& place) const {
    if (!sentence().isEmpty()) return {};
    const FigureStyle style = screenStyle();
    const QRectF target(rect());
    const auto lines = static_cast<int>(footer(target.width() - 2 * style.gap, style).size());
    const QRectF map = perPixelLayout(target, m_map, m_data.image.has_value(), lines, style).map;
    if (!map.contains(place)) return {};
    const int column =
        std::min(m_map.width - 1, static_cast<int>((place.x() - map.left()) / map.width() * m_map.width));
    const int row =
        std::min(m_map.height - 1, static_cast<int>((place.y() - map.top()) / map.height() * m_map.height));
    return tr("row %1, column %2: %3 bits").arg(row).arg(column).arg(style.number(m_map.at(row, column), 2));
}

bool PerPixelPlot::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return PlotView::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    QToolTip::showText(help->globalPos(), tipAt(QPointF(help->pos())), this);
    return true;
}

namespace plots::per_pixel {
namespace {

/// A blob of surprise on a map of `points` pixels, beside an image of stripes.
void showTrial(PlotView& view, int points, bool withNan) {
    PerPixelData data;
    data.title = "unseen #412 under a made-up PixelCNN";
    int width = std::max(1, static_cast<int>(std::sqrt(static_cast<double>(points))));
    while (points > 0 && points % width != 0) --width;
    PixelGrid grid{.height = points / width, .width = width, .nats = {}};
    double sum = 0;
    Image image{.shape = {1, grid.height, grid.width}, .bytes = {}, .source = "made up", .changes = {}};
    for (int i = 0; i < points; ++i) {
        const double x = (i % width + 0.5) / width - 0.5;
        const int row = i / width;
        const double y = (row + 0.5) / grid.height - 0.5;
        grid.nats.push_back(withNan && i == points / 2 ? std::nan("") : -6 * std::exp(-8 * (x * x + y * y)));
        sum += grid.nats.back();
        image.bytes.push_back(static_cast<std::uint8_t>(i % width * 37 % 256));
    }
    data.shape = image.shape;
    data.breakdown.tightness = Tightness::Exact;
    data.breakdown.drawRule = DrawRule::Once;
    if (points > 0) {
        Term term;
        term.info = {.label = "pixels", .kind = TermKind::Conditional};
        term.nats = sum;
        term.perPixel = std::move(grid);
        data.breakdown.terms.push_back(std::move(term));
        data.image = image;
    }
    static_cast<PerPixelPlot&>(view).show(data);
}

}  // namespace

PlotKind kind() {
    return {.id = "per_pixel",
            .title = "Per pixel",
            .make = [](QWidget* parent) -> PlotView* { return new PerPixelPlot(parent); },
            .showTrial = showTrial};
}

}  // namespace plots::per_pixel
}  // namespace nescio
