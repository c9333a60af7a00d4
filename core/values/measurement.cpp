#include "core/values/measurement.h"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

namespace nescio {
namespace {

/// For each row of `rows` the row of `known` that has the same image; nullopt where one has none.
std::optional<std::vector<std::size_t>> rowsOf(const ColumnKey& rows, const ColumnKey& known) {
    std::vector<std::size_t> places(rows.indices.size());
    if (rows.contents == known.contents && rows.indices == known.indices) {
        for (std::size_t row = 0; row < places.size(); ++row) places[row] = row;
        return places;
    }
    if (rows.contents.size() != places.size()) return std::nullopt;  // which images they are was not recorded
    std::unordered_map<std::uint64_t, std::size_t> rowByContent;
    for (std::size_t row = 0; row < known.contents.size(); ++row)
        rowByContent.emplace(known.contents[row], row);
    for (std::size_t row = 0; row < places.size(); ++row) {
        const auto found = rowByContent.find(rows.contents[row]);
        if (found == rowByContent.end()) return std::nullopt;
        places[row] = found->second;
    }
    return places;
}

}  // namespace

const MeasuredColumn* Measurement::find(const std::string& name) const {
    const auto found =
        std::find_if(columns.begin(), columns.end(), [&](const auto& column) { return column.name == name; });
    return found == columns.end() ? nullptr : &*found;
}

std::string columnName(const Measurement& measurement, std::size_t c) {
    if (measurement.columns.size() == 1) return measurement.measure;
    return fmt::format("{}.{}", measurement.measure, measurement.columns[c].name);
}

ImageColumn Measurement::column(std::size_t c) const {
    return {.name = columnName(*this, c),
            .unit = columns[c].unit,
            .kind = kind,
            .tightness = tightness,
            .setId = setId,
            .setTitle = setTitle,
            .key = key,
            .values = columns[c].values};
}

std::optional<Measurement> alignedTo(const ColumnKey& rows, const Measurement& measurement) {
    const auto places = rowsOf(rows, *measurement.key);
    if (!places) return std::nullopt;
    auto aligned = measurement;
    auto key = *measurement.key;
    key.set = rows.set;
    key.indices = rows.indices;
    key.contents = rows.contents;
    key.fit = rows.fit;
    aligned.key = std::make_shared<const ColumnKey>(std::move(key));
    for (std::size_t c = 0; c < aligned.columns.size(); ++c) {
        auto& values = aligned.columns[c].values;
        values.clear();
        for (const auto place : *places) values.push_back(measurement.columns[c].values[place]);
    }
    return aligned;
}

}  // namespace nescio
