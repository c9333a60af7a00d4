#include "widgets/plots/result_words.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <QObject>

#include "widgets/plots/csv_table.h"
#include "widgets/plots/histogram_words.h"
#include "widgets/qt_text.h"

namespace nescio {
namespace {

constexpr double kNear = 0.03;  ///< of the shown axes: a dot further away is not meant

/// With four significant digits, as far as those are behind the point.
QString brief(double value, const FigureStyle& style) {
    const double size = std::abs(value);
    const int before = size > 0 && std::isfinite(size) ? static_cast<int>(std::floor(std::log10(size))) : 0;
    return style.number(value, std::clamp(3 - before, 0, 8));
}

QString withBand(const ResultSeries& series, std::size_t i, const FigureStyle& style) {
    QString value = brief(series.y[i], style);
    if (i >= series.low.size() || i >= series.high.size()) return value;
    return QStringLiteral("%1 [%2, %3]")
        .arg(value, brief(series.low[i], style), brief(series.high[i], style));
}

/// The point with the smallest distance; none where there are no points.
template <class Distance>
std::optional<std::size_t> nearest(const ResultSeries& series, Distance distance) {
    std::optional<std::size_t> best;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < std::min(series.x.size(), series.y.size()); ++i) {
        const double far = distance(i);
        if (!(far < least)) continue;
        least = far;
        best = i;
    }
    return best;
}

QString lineTip(const ResultSeries& series, const QPointF& value, const FigureStyle& style) {
    const auto at = nearest(series, [&](std::size_t i) { return std::abs(series.x[i] - value.x()); });
    if (!at) return {};
    return QObject::tr("%1: %2 at %3")
        .arg(toQt(series.label), withBand(series, *at, style), brief(series.x[*at], style));
}

/// Of bins that others in the panel do not share.
QString stepTip(const ResultSeries& series, const QPointF& value, const FigureStyle& style) {
    const auto next = std::upper_bound(series.x.begin(), series.x.end(), value.x());
    if (next == series.x.begin() || next == series.x.end()) return {};
    const auto bin = static_cast<std::size_t>(next - series.x.begin()) - 1;
    if (bin >= series.y.size()) return {};
    return QObject::tr("%1: %2 from %3 to %4")
        .arg(toQt(series.label), brief(series.y[bin], style), brief(series.x[bin], style),
             brief(series.x[bin + 1], style));
}

QString dotTip(const ResultSeries& series, const QPointF& value, const QSizeF& shown,
               const FigureStyle& style) {
    const auto distance = [&](std::size_t i) {
        return std::hypot((series.x[i] - value.x()) / shown.width(),
                          (series.y[i] - value.y()) / shown.height());
    };
    const auto at = nearest(series, distance);
    if (!at || distance(*at) > kNear) return {};
    return QStringLiteral("%1: (%2, %3)")
        .arg(toQt(series.label), brief(series.x[*at], style), withBand(series, *at, style));
}

QString cellTip(const ResultMatrix& matrix, const QPointF& value, const FigureStyle& style) {
    const auto cell = cellAt(matrix, value);
    if (!cell) return {};
    const auto row = static_cast<std::size_t>(cell->row);
    const auto column = static_cast<std::size_t>(cell->column);
    const double number = matrix.values[row * matrix.columns.size() + column];
    //: row, column and value of a cell
    const QString text = QObject::tr("%1, %2: %3")
                             .arg(toQt(matrix.rows[row]), toQt(matrix.columns[column]),
                                  std::isfinite(number) ? brief(number, style) : QObject::tr("no value"));
    return figureOf(matrix, *cell).empty() ? text
                                           : text + QLatin1Char('\n') + QObject::tr("Click for its figure");
}

/// Writes the rows; columns that no panel needs are left out.
class LongForm {
  public:
    explicit LongForm(const ResultFigure& figure) : m_figure(figure), m_table((readNeeds(), header())) {}

    QString text() {
        for (std::size_t i = 0; i < m_figure.panels.size(); ++i) addPanel(i);
        return m_table.text();
    }

  private:
    struct Row {
        QString panel, series, x, y, low, high, xEnd, row, column, value;
    };

    void readNeeds() {
        for (const ResultPanel& panel : m_figure.panels) {
            m_matrices = m_matrices || panel.matrix;
            m_series = m_series || !panel.series.empty() || !panel.marks.empty();
            for (const ResultSeries& series : panel.series)
                m_bins = m_bins || series.style == SeriesStyle::Steps;
        }
    }

    [[nodiscard]] QStringList cellsOf(const Row& row) const {
        QStringList cells{row.panel};
        if (m_series) cells << row.series << row.x << row.y << row.low << row.high;
        if (m_bins) cells << row.xEnd;
        if (m_matrices) cells << row.row << row.column << row.value;
        return cells;
    }

    [[nodiscard]] QStringList header() const {
        return cellsOf({QStringLiteral("panel"), QStringLiteral("series"), QStringLiteral("x"),
                        QStringLiteral("y"), QStringLiteral("low"), QStringLiteral("high"),
                        QStringLiteral("x_end"), QStringLiteral("row"), QStringLiteral("column"),
                        QStringLiteral("value")});
    }

    static QString cell(const std::vector<double>& values, std::size_t i) {
        return i < values.size() ? CsvTable::cell(values[i]) : QString();
    }

    void addPanel(std::size_t i) {
        const ResultPanel& panel = m_figure.panels[i];
        const QString name = panel.title.empty() ? QString::number(i + 1) : toQt(panel.title);
        for (const ResultSeries& series : panel.series)
            for (std::size_t k = 0; k < series.y.size(); ++k)
                m_table.addRow(cellsOf(
                    {.panel = name,
                     .series = toQt(series.label),
                     .x = cell(series.x, k),
                     .y = cell(series.y, k),
                     .low = cell(series.low, k),
                     .high = cell(series.high, k),
                     .xEnd = series.style == SeriesStyle::Steps ? cell(series.x, k + 1) : QString()}));
        for (const ResultMark& mark : panel.marks)
            m_table.addRow(cellsOf({.panel = name, .series = toQt(mark.label), .x = CsvTable::cell(mark.x)}));
        if (panel.matrix) addMatrix(name, *panel.matrix);
    }

    void addMatrix(const QString& name, const ResultMatrix& matrix) {
        for (std::size_t row = 0; row < matrix.rows.size(); ++row)
            for (std::size_t column = 0; column < matrix.columns.size(); ++column)
                m_table.addRow(cellsOf({.panel = name,
                                        .row = toQt(matrix.rows[row]),
                                        .column = toQt(matrix.columns[column]),
                                        .value = cell(matrix.values, row * matrix.columns.size() + column)}));
    }

    const ResultFigure& m_figure;
    bool m_series = false, m_bins = false, m_matrices = false;
    CsvTable m_table;
};

}  // namespace

std::optional<CellPlace> cellAt(const ResultMatrix& matrix, const QPointF& value) {
    const auto rows = static_cast<double>(matrix.rows.size());
    const double row = std::floor(rows - value.y());
    const double column = std::floor(value.x());
    const bool inside =
        row >= 0 && row < rows && column >= 0 && column < static_cast<double>(matrix.columns.size());
    if (!inside || matrix.values.size() < matrix.rows.size() * matrix.columns.size()) return {};
    return CellPlace{static_cast<int>(row), static_cast<int>(column)};
}

std::string figureOf(const ResultMatrix& matrix, const CellPlace& cell) {
    const auto at =
        static_cast<std::size_t>(cell.row) * matrix.columns.size() + static_cast<std::size_t>(cell.column);
    return at < matrix.figures.size() ? matrix.figures[at] : std::string();
}

QString tipOf(const ResultPanel& panel, const QPointF& value, const QSizeF& shown, const FigureStyle& style) {
    if (panel.matrix) return cellTip(*panel.matrix, value, style);
    if (const auto histograms = histogramsOf(panel)) return tipOf(*histograms, value.x(), style);
    QStringList lines;
    for (const ResultSeries& series : panel.series) {
        QString line;
        if (series.style == SeriesStyle::Line) line = lineTip(series, value, style);
        if (series.style == SeriesStyle::Steps) line = stepTip(series, value, style);
        if (series.style == SeriesStyle::Dots) line = dotTip(series, value, shown, style);
        if (!line.isEmpty()) lines << line;
    }
    for (const ResultMark& mark : panel.marks)
        if (std::abs(mark.x - value.x()) < shown.width() * kNear / 2)
            lines << QStringLiteral("%1: %2").arg(toQt(mark.label), brief(mark.x, style));
    return lines.join(QLatin1Char('\n'));
}

QString csvOf(const ResultFigure& figure) {
    QStringList blocks;
    for (const ResultPanel& panel : figure.panels) {
        const auto histograms = histogramsOf(panel);
        if (!histograms) break;
        const QString title = toQt(panel.title.empty() ? histograms->quantity : panel.title);
        const QString text = csvOf(*histograms);
        blocks << (figure.panels.size() == 1 ? text : QStringLiteral("# %1\n%2").arg(title, text));
    }
    if (!blocks.empty() && blocks.size() == static_cast<qsizetype>(figure.panels.size()))
        return blocks.join(QLatin1Char('\n'));
    return LongForm(figure).text();
}

}  // namespace nescio
