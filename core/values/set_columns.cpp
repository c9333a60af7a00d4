#include "core/values/set_columns.h"

#include <fmt/format.h>

#include "core/values/failure.h"

namespace nescio {
namespace {

template <class Value>
std::vector<Value> picked(const std::vector<Value>& values, const std::vector<std::size_t>& rows) {
    std::vector<Value> some;
    if (values.empty()) return some;
    some.reserve(rows.size());
    for (const auto row : rows) some.push_back(values[row]);
    return some;
}

ColumnKey keyOfRows(ColumnKey key, const std::vector<std::size_t>& rows) {
    key.indices = picked(key.indices, rows);
    key.contents = picked(key.contents, rows);
    return key;
}

TermTable rowsOfTable(const TermTable& table, const std::vector<std::size_t>& rows) {
    auto some = table;
    some.key = keyOfRows(table.key, rows);
    some.labels = picked(table.labels, rows);
    some.nats.clear();
    const auto width = static_cast<std::ptrdiff_t>(table.columns.size());
    for (const auto row : rows) {
        const auto first = table.nats.begin() + static_cast<std::ptrdiff_t>(row) * width;
        some.nats.insert(some.nats.end(), first, first + width);
    }
    return some;
}

}  // namespace

bool SetColumns::add(const Measurement& measurement) {
    auto aligned = alignedTo(terms->key, measurement);
    if (!aligned) return false;
    missing.erase(measurement.measure);
    measurements.insert_or_assign(measurement.measure, std::move(*aligned));
    return true;
}

const std::vector<double>& SetColumns::values(const std::string& measure, const std::string& column) const {
    const auto& all = measurements.at(measure);
    if (column.empty()) return all.columns.at(0).values;
    if (const auto* found = all.find(column)) return found->values;
    throw DataError(
        fmt::format("{} of “{}”: expected a column “{}”, found none", measure, all.setTitle, column));
}

SetColumns partOf(const SetColumns& columns, const std::vector<std::size_t>& rows) {
    SetColumns some{.terms = std::make_shared<const TermTable>(rowsOfTable(*columns.terms, rows))};
    for (const auto& [measure, measurement] : columns.measurements) {
        auto part = measurement;
        part.key = std::make_shared<const ColumnKey>(keyOfRows(*measurement.key, rows));
        for (auto& column : part.columns) column.values = picked(column.values, rows);
        some.measurements.emplace(measure, std::move(part));
    }
    some.missing = columns.missing;
    return some;
}

}  // namespace nescio
