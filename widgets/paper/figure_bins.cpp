#include "widgets/paper/figure_bins.h"

#include <algorithm>

#include "widgets/plots/csv_table.h"

namespace nescio {
namespace {

constexpr double kRoomAbove = 1.06;  ///< as on the pages

/// The range that the first histogram of a panel spans; without length where there is none.
Span binnedSpan(const Panel& panel) {
    for (const Curve& curve : panel.curves)
        if (curve.binned && curve.points.size() > 1)
            return {curve.points.front().x(), curve.points.back().x()};
    return {0, 0};
}

std::vector<double> densitiesOf(const BinnedValues& binned, const Span& range, int bins) {
    std::vector<double> densities(static_cast<std::size_t>(bins), 0.0);
    const double width = range.length() / bins;
    for (const double value : binned.values) {
        if (!(value >= range.low && value <= range.high)) continue;
        const int bin = std::min(static_cast<int>((value - range.low) / width), bins - 1);
        densities[static_cast<std::size_t>(bin)] += 1 / (binned.of * width);
    }
    return densities;
}

std::vector<QPointF> outlineOver(const Span& range, const std::vector<double>& densities) {
    const double width = range.length() / static_cast<double>(densities.size());
    std::vector<QPointF> points{{range.low, 0}};
    for (std::size_t bin = 0; bin < densities.size(); ++bin) {
        points.emplace_back(range.low + static_cast<double>(bin) * width, densities[bin]);
        points.emplace_back(range.low + static_cast<double>(bin + 1) * width, densities[bin]);
    }
    points.back().setX(range.high);
    points.emplace_back(range.high, 0);
    return points;
}

void rebinPanel(Panel& panel, int bins) {
    if (panel.x.logarithmic || panel.y.logarithmic) return;  // kept so: its points are no longer the values'
    const Span range = binnedSpan(panel);
    if (!(range.length() > 0)) return;
    double highest = 0;
    for (Curve& curve : panel.curves) {
        if (!curve.binned || !(curve.binned->of > 0)) continue;
        const auto densities = densitiesOf(*curve.binned, range, bins);
        highest = std::max(highest, *std::max_element(densities.begin(), densities.end()));
        curve.points = outlineOver(range, densities);
    }
    for (Band& band : panel.bands) {
        if (!band.binned || !(band.binned->of > 0)) continue;
        band.upper = outlineOver(range, densitiesOf(*band.binned, range, bins));
        band.lower.clear();
        for (const QPointF& point : band.upper) band.lower.emplace_back(point.x(), 0);
    }
    if (highest > 0) panel.y.range = {0, highest * kRoomAbove};
}

QString legendNameOf(const Figure& figure, const Panel& panel, const Curve& curve) {
    for (const auto* legend : {&panel.legend, &figure.legend})
        for (const LegendEntry& entry : *legend)
            if (entry.colour.rgb() == curve.colour.rgb() && entry.dash == curve.dash) return entry.words();
    return {};
}

}  // namespace

bool canRebin(const Figure& figure) {
    return binnedIn(figure) > 0;
}

std::size_t binnedIn(const Figure& figure) {
    std::size_t values = 0;
    for (const Panel& panel : figure.panels) {
        for (const Curve& curve : panel.curves) values += curve.binned ? curve.binned->values.size() : 0;
        for (const Band& band : panel.bands) values += band.binned ? band.binned->values.size() : 0;
    }
    return values;
}

void rebin(Figure& figure, int bins) {
    for (Panel& panel : figure.panels) rebinPanel(panel, bins);
}

void forgetValues(Figure& figure) {
    for (Panel& panel : figure.panels) {
        for (Curve& curve : panel.curves) curve.binned.reset();
        for (Band& band : panel.bands) band.binned.reset();
    }
}

QString csvOfBins(const Figure& figure) {
    QStringList blocks;
    for (const Panel& panel : figure.panels) {
        QStringList header{QStringLiteral("bin_low %1").arg(panel.x.title),
                           QStringLiteral("bin_high %1").arg(panel.x.title)};
        std::vector<const Curve*> curves;
        for (const Curve& curve : panel.curves)
            if (curve.binned && curve.points.size() > 3) curves.push_back(&curve);
        if (curves.empty()) continue;
        for (const Curve* curve : curves)
            header << QStringLiteral("density %1").arg(legendNameOf(figure, panel, *curve));
        CsvTable table(header);
        for (std::size_t at = 1; at + 1 < curves.front()->points.size(); at += 2) {
            const auto& ends = curves.front()->points;
            QStringList row{CsvTable::cell(ends[at].x()), CsvTable::cell(ends[at + 1].x())};
            for (const Curve* curve : curves)
                row << (at < curve->points.size() ? CsvTable::cell(curve->points[at].y()) : QString());
            table.addRow(row);
        }
        blocks << table.text();
    }
    return blocks.join(QLatin1Char('\n'));
}

}  // namespace nescio
