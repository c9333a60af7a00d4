#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include <QKeyEvent>
#include <QMetaMethod>
#include <QMouseEvent>
#include <QPainter>

#include "widgets/plots/cell_painter.h"
#include "widgets/plots/result_drawing.h"
#include "widgets/plots/result_plot.h"
#include "widgets/qt_text.h"

namespace nescio {
namespace {

bool hasValues(const ResultPanel& panel) {
    if (panel.matrix) return !panel.matrix->values.empty();
    return std::any_of(panel.series.begin(), panel.series.end(),
                       [](const ResultSeries& series) { return !series.y.empty(); });
}

CellMap placesOf(const ResultMatrix& matrix) {
    return {.rows = static_cast<int>(matrix.rows.size()), .columns = static_cast<int>(matrix.columns.size())};
}

}  // namespace

ResultPlot::ResultPlot(QWidget* parent) : ChartPlot(parent) {
    setObjectName(QStringLiteral("resultPlot"));
    dataChanged();
}

void ResultPlot::show(const ResultFigure& figure, const std::string& resultId) {
    m_figure = figure;
    m_resultId = resultId;
    m_current.clear();
    m_point.reset();
    m_images.clear();
    for (const ResultPanel& panel : m_figure.panels) m_images.emplace_back(panel);
    dataChanged();
    fit();
}

QString ResultPlot::figureName() const {
    const QString own = m_figure.id.empty() ? QStringLiteral("result") : toQt(m_figure.id);
    return m_resultId.empty() ? own : toQt(m_resultId) + QLatin1Char('_') + own;
}

bool ResultPlot::hasData() const {
    return std::any_of(m_figure.panels.begin(), m_figure.panels.end(), hasValues);
}

QString ResultPlot::emptySentence() const {
    return tr("No values to draw.");
}

QString ResultPlot::obstacle() const {
    const bool drawable = std::any_of(m_figure.panels.begin(), m_figure.panels.end(), hasFiniteValues);
    return drawable ? QString() : tr("No values to draw: all are not finite.");
}

QString ResultPlot::summary() const {
    if (!sentence().isEmpty()) return sentence();
    QStringList panels;
    for (const ResultPanel& panel : m_figure.panels) {
        QStringList parts;
        if (!panel.title.empty()) parts << toQt(panel.title);
        for (const ResultSeries& series : panel.series) parts << toQt(series.label);
        if (panel.matrix)
            parts
                << tr("matrix of %1 by %2").arg(panel.matrix->rows.size()).arg(panel.matrix->columns.size());
        panels << parts.join(QStringLiteral(", "));
    }
    panels.removeAll(QString());
    return tr("%1: %2.").arg(toQt(m_figure.title), panels.join(QStringLiteral("; ")));
}

QString ResultPlot::csv() const {
    return hasData() ? csvOf(m_figure) : QString();
}

Figure ResultPlot::makeFigure(const QSizeF&, const FigureStyle& style) const {
    return drawingOf(m_figure, style);
}

const ResultMatrix* ResultPlot::matrixOf(int panel) const {
    const auto at = static_cast<std::size_t>(panel);
    if (panel < 0 || at >= m_figure.panels.size() || !m_figure.panels[at].matrix) return nullptr;
    return &*m_figure.panels[at].matrix;
}

QString ResultPlot::tipFor(int panel, const QPointF& value, const FigureStyle& style) const {
    const auto* place = layoutOf(panel);
    const QSizeF shown = place ? QSizeF(place->x.length(), place->y.length()) : QSizeF(1, 1);
    QString words = tipOf(m_figure.panels[static_cast<std::size_t>(panel)], value, shown, style);
    const auto* images = imagesOf(panel);
    if (place && images && images->flaggedAt(value, *place))
        words += QLatin1Char('\n') + tr("Click to choose what is flagged here");
    return words;
}

void ResultPlot::activate(const ResultMatrix& matrix, const CellPlace& cell) {
    const std::string id = figureOf(matrix, cell);
    if (id.empty()) return;
    Q_EMIT cellActivated(cell.row, cell.column);
    Q_EMIT figureWanted(toQt(id));
}

void ResultPlot::clicked(int panel, const QPointF& value) {
    const auto* place = layoutOf(panel);
    const auto* matrix = matrixOf(panel);
    if (matrix) {
        const auto cell = cellAt(*matrix, value);
        if (!cell) return;
        m_current[panel] = *cell;
        return activate(*matrix, *cell);
    }
    const auto* images = imagesOf(panel);
    if (!place || !images) return;
    if (const auto image = images->imageAt(value, *place))
        return Q_EMIT imagePicked(toQt(image->setId), image->index);
    if (const auto flagged = images->flaggedAt(value, *place)) {
        choose(flagged->images);
        m_point.reset();
        if (!brush().chosen.empty())
            m_point = {static_cast<std::size_t>(panel), flagged->point, brush().chosen};
        update();
    }
}

const PanelImages* ResultPlot::imagesOf(int panel) const {
    const auto at = static_cast<std::size_t>(panel);
    return panel >= 0 && at < m_images.size() ? &m_images[at] : nullptr;
}

bool ResultPlot::hovered(int panel, const QPointF& value, const QPoint& global) {
    const auto* place = layoutOf(panel);
    const auto* images = imagesOf(panel);
    const auto image = place && images ? images->imageAt(value, *place) : std::nullopt;
    if (image)
        Q_EMIT imageHovered(toQt(image->setId), image->index, global, tipFor(panel, value, screenStyle()));
    else
        Q_EMIT imageHovered({}, 0, global, {});
    return image && isSignalConnected(QMetaMethod::fromSignal(&PlotView::imageHovered));
}

bool ResultPlot::hasImages() const {
    return std::any_of(m_figure.panels.begin(), m_figure.panels.end(), [](const ResultPanel& panel) {
        return std::any_of(panel.series.begin(), panel.series.end(),
                           [](const ResultSeries& series) { return series.images.has_value(); });
    });
}

std::optional<BrushShape> ResultPlot::brushShape(int panel) const {
    const auto* images = imagesOf(panel);
    return images ? images->shape() : std::nullopt;
}

ImageSelection ResultPlot::imagesIn(const BrushTrace& trace, const PanelLayout& place) const {
    const auto* images = imagesOf(trace.panel());
    return images ? images->imagesIn(trace, place, brush()) : ImageSelection();
}

std::vector<QColor> ResultPlot::coloursOf(std::size_t panel, const SeriesLooks& looks) const {
    std::vector<QColor> colours;
    for (std::size_t s = 0; s < m_figure.panels[panel].series.size(); ++s)
        colours.push_back(looks.of(panel, s).colour);
    return colours;
}

void ResultPlot::addBrush(Figure& figure, const FigureStyle& style) const {
    const SeriesLooks looks(m_figure, style.theme);
    for (std::size_t i = 0; i < std::min(m_images.size(), figure.panels.size()); ++i)
        m_images[i].add(figure.panels[i], coloursOf(i, looks), brush(), style.isPaper());
    if (!style.isPaper() || brush().chosen.empty()) return;
    ImageSelection drawn;
    for (const PanelImages& images : m_images) drawn = united(drawn, images.drawnOf(brush().chosen));
    if (!drawn.empty()) figure.footer << tr("Dark: %1 chosen images.").arg(style.count(drawn.count()));
}

void ResultPlot::paintBrush(QPainter& painter, const FigureLayout& layout, const FigureStyle& style) const {
    const SeriesLooks looks(m_figure, style.theme);
    for (std::size_t i = 0; i < std::min(m_images.size(), layout.panels.size()); ++i)
        m_images[i].paint(painter, layout.panels[i], coloursOf(i, looks), brush());
    if (!m_point || m_point->panel >= layout.panels.size() || brush().chosen != m_point->images) return;
    constexpr double kRingPx = 5;
    const PanelLayout& place = layout.panels[m_point->panel];
    if (!place.plot.contains(place.toPlace(m_point->place))) return;
    painter.setPen(QPen(style.theme.ink, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(place.toPlace(m_point->place), kRingPx, kRingPx);
}

QRectF ResultPlot::cellRect(int panel, const CellPlace& cell) const {
    const auto* matrix = matrixOf(panel);
    const auto* place = layoutOf(panel);
    return matrix && place ? cellBox(placesOf(*matrix), *place, cell.row, cell.column) : QRectF();
}

void ResultPlot::paintEvent(QPaintEvent* event) {
    ChartPlot::paintEvent(event);
    if (!sentence().isEmpty() || !hasFocus() || !m_current.contains(activePanel())) return;
    QPainter painter(this);
    painter.setPen(QPen(screenStyle().theme.ink, 2));
    painter.drawRect(cellRect(activePanel(), m_current[activePanel()]).adjusted(1, 1, -1, -1));
}

void ResultPlot::mouseMoveEvent(QMouseEvent* event) {
    ChartPlot::mouseMoveEvent(event);
    if (event->buttons() != Qt::NoButton) return;
    const int panel = panelAt(event->position());
    const auto* matrix = matrixOf(panel);
    const auto cell = matrix ? cellAt(*matrix, layoutOf(panel)->toValue(event->position())) : std::nullopt;
    if (cell && !figureOf(*matrix, *cell).empty())
        setCursor(Qt::PointingHandCursor);
    else
        unsetCursor();
}

void ResultPlot::keyPressEvent(QKeyEvent* event) {
    const int panel = activePanel();
    const auto* matrix = matrixOf(panel);
    if (!matrix || !sentence().isEmpty()) return ChartPlot::keyPressEvent(event);
    const std::map<int, CellPlace> steps{
        {Qt::Key_Left, {0, -1}}, {Qt::Key_Right, {0, 1}}, {Qt::Key_Up, {-1, 0}}, {Qt::Key_Down, {1, 0}}};
    const auto step = steps.find(event->key());
    const auto current = m_current.find(panel);
    if (step != steps.end()) {
        CellPlace cell;
        if (current != m_current.end())
            cell = {std::clamp(current->second.row + step->second.row, 0,
                               static_cast<int>(matrix->rows.size()) - 1),
                    std::clamp(current->second.column + step->second.column, 0,
                               static_cast<int>(matrix->columns.size()) - 1)};
        m_current[panel] = cell;
        return update();
    }
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && current != m_current.end()) return activate(*matrix, current->second);
    ChartPlot::keyPressEvent(event);
}

namespace plots::result {
namespace {

double trialValue(int i, bool withNan) {
    return withNan && i % 7 == 0 ? std::numeric_limits<double>::quiet_NaN()
                                 : std::sin(i * 12.9898) + std::sin(i * 78.233);
}

ResultPanel trialLines(int points, bool withNan) {
    ResultPanel panel{.title = "Lines", .xTitle = "strength", .yTitle = "bits/dim"};
    for (const SetRole role : {SetRole::Test, SetRole::OutOfDistribution}) {
        ResultSeries series{
            .label = role == SetRole::Test ? "seen" : "unseen", .role = role, .x = {}, .y = {}};
        for (int i = 0; i < points; ++i) {
            const double share = static_cast<double>(i) / points;
            series.x.push_back(share);
            series.y.push_back(3 + (role == SetRole::Test ? share : -share) + 0.1 * trialValue(i, withNan));
            series.low.push_back(series.y.back() - 0.3);
            series.high.push_back(series.y.back() + 0.3);
        }
        panel.series.push_back(std::move(series));
    }
    panel.marks = {{0.4, "unseen overtakes seen"}, {0.45, "half of all steps"}};
    return panel;
}

ResultPanel trialSteps(int points, bool withNan) {
    ResultPanel panel{.title = "Steps", .xTitle = "log p(x) (nats)", .yTitle = "density"};
    const int bins = std::min(points, 60);
    for (const SetRole role : {SetRole::Test, SetRole::OutOfDistribution}) {
        ResultSeries series{.label = role == SetRole::Test ? "seen" : "unseen",
                            .role = role,
                            .style = SeriesStyle::Steps,
                            .x = {},
                            .y = {}};
        for (int i = 0; i <= bins; ++i) series.x.push_back(-9000 + 100 * i);
        for (int i = 0; i < bins; ++i) {
            const double place = (i + 0.5) / bins - (role == SetRole::Test ? 0.4 : 0.6);
            series.y.push_back(withNan && i % 7 == 0 ? trialValue(0, true) : std::exp(-place * place * 40));
        }
        panel.series.push_back(std::move(series));
    }
    return panel;
}

ResultPanel trialDots(int points, bool withNan) {
    ResultPanel panel{.title = "Dots", .xTitle = "mean of a dimension", .yTitle = "variance of a dimension"};
    for (const SetRole role : {SetRole::Test, SetRole::OutOfDistribution}) {
        ResultSeries series{.label = role == SetRole::Test ? "seen" : "unseen",
                            .role = role,
                            .style = SeriesStyle::Dots,
                            .x = {},
                            .y = {}};
        for (int i = 0; i < points; ++i) {
            series.x.push_back(trialValue(i, withNan));
            series.y.push_back(trialValue(i + 31, withNan) * (role == SetRole::Test ? 0.3 : 0.6));
        }
        panel.series.push_back(std::move(series));
    }
    return panel;
}

ResultPanel trialMatrix(bool withNan) {
    ResultPanel panel{.title = "Matrix", .xTitle = "tested on", .yTitle = "trained on"};
    panel.matrix = ResultMatrix{.rows = {"garments", "strokes"},
                                .columns = {"garments", "strokes", "noise"},
                                .values = {0.5, 0.12, 1, 0.93, 0.5, withNan ? trialValue(0, true) : 0.98},
                                .middle = 0.5,
                                .reach = 0.5};
    return panel;
}

void showTrial(PlotView& view, int points, bool withNan) {
    ResultFigure figure{
        .id = "trial", .title = "A made-up result", .note = "made-up values", .columns = 2, .panels = {}};
    if (points > 0)
        figure.panels = {trialLines(points, withNan), trialSteps(points, withNan), trialDots(points, withNan),
                         trialMatrix(withNan)};
    static_cast<ResultPlot&>(view).show(figure);
}

}  // namespace

PlotKind kind() {
    return {.id = "result",
            .title = "Result",
            .make = [](QWidget* parent) -> PlotView* { return new ResultPlot(parent); },
            .showTrial = showTrial};
}

}  // namespace plots::result
}  // namespace nescio
