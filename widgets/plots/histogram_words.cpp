#include "widgets/plots/histogram_words.h"

#include <algorithm>
#include <cmath>

#include <QObject>

#include "widgets/plots/csv_table.h"
#include "widgets/plots/series_looks.h"
#include "widgets/qt_text.h"

namespace nescio {
namespace {

std::size_t binsIn(const HistogramData& histograms) {
    return histograms.edges.empty() ? 0 : histograms.edges.size() - 1;
}

double densityAt(const HistogramSeries& series, std::size_t bin) {
    return bin < series.density.size() ? series.density[bin] : 0;
}

/// "density MNIST test (n = 500 of 10000, 0 not finite, 1 outside, mean 2.5)".
QString columnTitle(const HistogramSeries& series) {
    QString title = QStringLiteral("density %1").arg(toQt(series.label));
    if (series.n == 0) return title;
    return title + QStringLiteral(" (n = %1 of %2, %3 not finite, %4 outside, mean %5)")
                       .arg(series.n)
                       .arg(series.available)
                       .arg(series.notFinite)
                       .arg(series.outside)
                       .arg(CsvTable::cell(series.mean));
}

QString lineOf(const HistogramSeries& series, double density, double width, const FigureStyle& style) {
    QString words = QObject::tr("%1: density %2").arg(toQt(series.label), style.number(density, 4));
    if (series.n == 0) return words;
    const double images = density * width * static_cast<double>(series.n - series.notFinite);
    const QString count = std::isfinite(images) ? style.count(std::llround(images)) : QStringLiteral("?");
    return QObject::tr("%1, %2 of %3 images").arg(words, count, style.count(series.n));
}

/// The title of an axis without what is said beside it: which way is likely, what is not drawn.
std::string quantityIn(const std::string& axisTitle) {
    QString words = toQt(axisTitle).section(QStringLiteral(" · "), 0, 0);
    const auto comma = words.lastIndexOf(QLatin1String(", "));
    if (words.contains(QChar(0x2190)) || words.contains(QChar(0x2192)))
        words.truncate(std::max<qsizetype>(0, comma));
    return toStd(words);
}

}  // namespace

int decimalsOf(const HistogramData& histograms) {
    const double width =
        (histograms.edges.back() - histograms.edges.front()) / static_cast<double>(binsIn(histograms));
    return std::clamp(static_cast<int>(std::ceil(-std::log10(width))) + 1, 0, 9);
}

QString tipOf(const HistogramData& histograms, double value, const FigureStyle& style) {
    const auto& edges = histograms.edges;
    const auto next = std::upper_bound(edges.begin(), edges.end(), value);
    if (next == edges.begin() || next == edges.end()) return {};
    const auto bin = static_cast<std::size_t>(next - edges.begin()) - 1;
    const int decimals = decimalsOf(histograms);
    QStringList lines{QObject::tr("%1 to %2 %3")
                          .arg(style.number(edges[bin], decimals), style.number(edges[bin + 1], decimals),
                               toQt(histograms.quantity))};
    for (const HistogramSeries& series : histograms.series)
        lines << lineOf(series, densityAt(series, bin), edges[bin + 1] - edges[bin], style);
    return lines.join(QLatin1Char('\n'));
}

QString csvOf(const HistogramData& histograms) {
    const QString unit = toQt(histograms.quantity);
    QStringList header{QStringLiteral("bin_low %1").arg(unit), QStringLiteral("bin_high %1").arg(unit)};
    for (const HistogramSeries& series : histograms.series) header << columnTitle(series);
    CsvTable table(header);
    for (std::size_t bin = 0; bin < binsIn(histograms); ++bin) {
        QStringList row{CsvTable::cell(histograms.edges[bin]), CsvTable::cell(histograms.edges[bin + 1])};
        for (const HistogramSeries& series : histograms.series) row << CsvTable::cell(densityAt(series, bin));
        table.addRow(row);
    }
    return table.text();
}

std::optional<HistogramData> histogramsOf(const ResultPanel& panel) {
    const auto onSameBins = [&](const ResultSeries& series) {
        return series.style == SeriesStyle::Steps && series.x == panel.series.front().x;
    };
    if (panel.matrix || panel.series.empty() || !panel.marks.empty() || panel.series.front().x.size() < 2 ||
        !std::all_of(panel.series.begin(), panel.series.end(), onSameBins))
        return std::nullopt;
    HistogramData data;
    data.title = panel.title;
    data.quantity = quantityIn(panel.xTitle);
    data.edges = panel.series.front().x;
    for (const ResultSeries& from : panel.series) {
        HistogramSeries series;
        series.label = toStd(setAndCount(from.label).first);
        series.density = from.y;
        if (from.counts) {
            series.n = from.counts->n;
            series.available = from.counts->available;
            series.notFinite = from.counts->notFinite;
            series.outside = from.counts->outside;
            series.mean = from.counts->mean;
        }
        if (from.images) {
            series.order = from.images->sets.front();
            series.column = series.order->shared();
        }
        data.series.push_back(std::move(series));
    }
    return data;
}

}  // namespace nescio
