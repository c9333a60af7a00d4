#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include "widgets/plots/breakdown_panel.h"
#include "widgets/plots/csv_table.h"
#include "widgets/plots/per_pixel_plot.h"
#include "widgets/qt_text.h"

namespace nescio {

PerPixelPlot::PerPixelPlot(QWidget* parent) : PlotView(parent), m_theme(Theme::fitting(palette())) {
    setObjectName(QStringLiteral("perPixelPlot"));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(figureName());
    setAccessibleDescription(sentence());
}

void PerPixelPlot::show(const PerPixelData& image) {
    m_data = image;
    m_picture = PerPixelPicture(perPixelMapOf(image.breakdown), image.image);
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
    QString text = tr("sum %1 bits").arg(style.number(-m_picture.map().nats / std::numbers::ln2, 0));
    QStringList how;
    const QString bits = bitsWords(m_picture.map().nats, m_data.shape, style);
    if (!bits.isEmpty()) how << bits;
    const Breakdown& all = m_data.breakdown;
    how << toQt(toText(all.tightness, all.drawRule, all.draws));
    text += QStringLiteral(" (") + how.join(QStringLiteral(", ")) + QLatin1Char(')');
    if (!m_picture.map().without.isEmpty())
        text += tr(" · not in the map: %1").arg(m_picture.map().without.join(QStringLiteral(", ")));
    return text;
}

QStringList PerPixelPlot::footer(double width, const FigureStyle& style) const {
    return wrapped(sumSentence(style), width, style.small, style);
}

QString PerPixelPlot::summary() const {
    if (!hasData()) return sentence();
    const FigureStyle style = screenStyle();
    const Span span = m_picture.map().range();
    return tr("Map of bits per pixel of %1: %2 by %3 pixels, up to %4 bits; %5")
        .arg(toQt(m_data.title))
        .arg(m_picture.map().width)
        .arg(m_picture.map().height)
        .arg(style.number(span.high, 2), sumSentence(style));
}

QString PerPixelPlot::csv() const {
    if (!hasData()) return {};
    CsvTable table({QStringLiteral("row"), QStringLiteral("column"), QStringLiteral("bits_per_pixel"),
                    QStringLiteral("nats_per_pixel")});
    for (int row = 0; row < m_picture.map().height; ++row)
        for (int column = 0; column < m_picture.map().width; ++column)
            table.addRow({QString::number(row), QString::number(column),
                          CsvTable::cell(m_picture.map().at(row, column)),
                          CsvTable::cell(-m_picture.map().at(row, column) * std::numbers::ln2)});
    return table.text();
}

Figure PerPixelPlot::paperFigure(const QSizeF&, const FigureStyle& style) const {
    Figure figure;
    figure.title = toQt(m_data.title);
    figure.footer << sumSentence(style);
    Panel panel;
    panel.picture = std::make_shared<const PerPixelPicture>(m_picture);
    figure.panels.push_back(std::move(panel));
    return figure;
}

/// With the words that on paper belong to the figure.
void PerPixelPlot::paintOnScreen(QPainter& painter) const {
    const FigureStyle style = screenStyle();
    const QRectF target(rect());
    const QStringList sentences = footer(target.width() - 2 * style.gap, style);
    const auto lines = static_cast<int>(sentences.size());
    const PerPixelLayout place = m_picture.layOut(target, {.titled = true, .footLines = lines}, style);
    drawTextLine(painter, place.head, Qt::AlignLeft,
                 {.text = toQt(m_data.title), .size = style.title, .colour = style.theme.ink, .bold = true},
                 style);
    m_picture.paintAt(painter, place, style);
    const double line = FigureStyle::lineHeight(style.small);
    for (int i = 0; i < lines; ++i)
        drawTextLine(
            painter, QRectF(place.foot.left(), place.foot.top() + i * line, place.foot.width(), line),
            Qt::AlignLeft, {.text = sentences[i], .size = style.small, .colour = style.theme.ink}, style);
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
        paintOnScreen(figure);
    }
    painter.drawPixmap(0, 0, m_drawn);
}

QString PerPixelPlot::tipAt(const QPointF& place) const {
    if (!sentence().isEmpty()) return {};
    const FigureStyle style = screenStyle();
    const QRectF target(rect());
    const auto lines = static_cast<int>(footer(target.width() - 2 * style.gap, style).size());
    const QRectF map = m_picture.layOut(target, {.titled = true, .footLines = lines}, style).map;
    if (!map.contains(place)) return {};
    const int column =
        std::min(m_picture.map().width - 1,
                 static_cast<int>((place.x() - map.left()) / map.width() * m_picture.map().width));
    const int row =
        std::min(m_picture.map().height - 1,
                 static_cast<int>((place.y() - map.top()) / map.height() * m_picture.map().height));
    return tr("row %1, column %2: %3 bits")
        .arg(row)
        .arg(column)
        .arg(style.number(m_picture.map().at(row, column), 2));
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
