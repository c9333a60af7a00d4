#include "core/views/compared_histogram.h"

#include <memory>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace nescio {
namespace {

HistogramSeries seriesUnder(const ComparedRun& run, const FigureSet& scored) {
    HistogramSeries series;
    series.label = run.title;
    series.role = SetRole::Other;
    series.slot = run.slot;
    series.available = scored.table->available;
    series.column = std::make_shared<const ImageColumn>(scored.table->bitsPerDim());
    series.order = std::make_shared<const ValueOrder>(series.column);
    return series;
}

std::string verdictUnder(const ComparedRun& run, const ComparedSet& set) {
    const auto pair = pairUnder(run, set.id);
    if (!pair) return {};
    return fmt::format("{}: {}", run.title, verdictWords(*pair, set.verdicts));
}

}  // namespace

HistogramData comparedHistogram(const ComparedSet& set) {
    HistogramData data;
    data.title = set.title;
    data.quantity = "bits/dim";
    data.direction = "← more likely";
    std::vector<std::vector<double>> values;
    std::vector<FigureSet> drawn;
    std::vector<std::string> said, without;
    for (const auto& run : set.runs) {
        const auto* scored = setUnder(run, set.id);
        if (!scored) {
            without.push_back(run.title);
            continue;
        }
        data.series.push_back(seriesUnder(run, *scored));
        values.push_back(data.series.back().column->values);
        drawn.push_back(*scored);
        drawn.back().title = run.title;
        if (auto words = verdictUnder(run, set); !words.empty()) said.push_back(std::move(words));
    }
    if (!without.empty()) said.push_back(fmt::format("not scored under {}", fmt::join(without, ", ")));
    data.verdict = fmt::format("{}", fmt::join(said, "; "));
    data.note = noteOf(drawn);
    if (!values.empty()) binShared(data, values, kHistogramBins);
    return data;
}

}  // namespace nescio
