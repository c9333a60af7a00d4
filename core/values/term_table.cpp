#include "core/values/term_table.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>

#include "core/values/number_text.h"

namespace nescio {
namespace {

template <class Of>
std::vector<double> perRow(const TermTable& table, Of of) {
    std::vector<double> values(table.rows());
    for (std::size_t row = 0; row < values.size(); ++row) values[row] = of(row);
    return values;
}

ImageColumn columnOf(const TermTable& table, const std::string& name, const std::string& unit,
                     std::vector<double> values) {
    return {.name = name,
            .unit = unit,
            .kind = ColumnKind::Term,
            .tightness = table.tightness,
            .setId = table.setId,
            .setTitle = table.setTitle,
            .key = std::make_shared<const ColumnKey>(table.key),
            .values = std::move(values)};
}

}  // namespace

Breakdown TermTable::breakdown(std::size_t row) const {
    Breakdown result{.terms = {}, .tightness = tightness, .draws = key.draws, .drawRule = key.drawRule};
    result.terms.reserve(columns.size());
    for (std::size_t c = 0; c < columns.size(); ++c)
        result.terms.push_back({columns[c], nats[row * columns.size() + c]});
    return result;
}

double TermTable::totalNats(std::size_t row) const {
    const auto first = nats.begin() + static_cast<std::ptrdiff_t>(row * columns.size());
    return std::accumulate(first, first + static_cast<std::ptrdiff_t>(columns.size()), 0.0);
}

std::vector<double> TermTable::logLikelihoods() const {
    return perRow(*this, [&](std::size_t row) { return totalNats(row); });
}
std::vector<double> TermTable::bitsPerDims() const {
    return perRow(*this, [&](std::size_t row) { return nescio::bitsPerDim(totalNats(row), shape.dims()); });
}
std::vector<double> TermTable::densities() const {
    return perRow(*this, [&](std::size_t row) { return breakdown(row).densityNats(); });
}
std::vector<double> TermTable::volumes() const {
    return perRow(*this, [&](std::size_t row) { return breakdown(row).volumeNats(); });
}

ImageColumn TermTable::term(std::size_t c) const {
    return columnOf(*this, columns[c].label, "nats",
                    perRow(*this, [&](std::size_t row) { return nats[row * columns.size() + c]; }));
}
ImageColumn TermTable::logLikelihood() const {
    return columnOf(*this, "log_likelihood", "nats", logLikelihoods());
}
ImageColumn TermTable::bitsPerDim() const {
    return columnOf(*this, "bits_per_dim", "bits/dim", bitsPerDims());
}

std::string TermTable::words() const {
    auto words = toText(tightness, key.drawRule, key.draws);
    if (const auto part = partWords(key.indices, available); !part.empty()) words += ", " + part;
    if (trainedOn > 0 && role != SetRole::Train)
        words += ", " + countText(trainedOn) + (trainedOn == 1 ? " image" : " images") + " also trained on";
    return words;
}

}  // namespace nescio
