#include "core/stats/feature_table.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "core/stats/dispersion.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

std::vector<std::size_t> finiteRows(const FeatureTable& table) {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < table.rows(); ++i)
        if (isFinite(table.row(i))) places.push_back(i);
    return places;
}

Standardisation standardisationOf(const FeatureTable& table, const std::vector<std::size_t>& places,
                                  const std::string& what) {
    Standardisation standard;
    std::vector<double> column(places.size());
    for (std::size_t f = 0; f < table.features; ++f) {
        std::transform(places.begin(), places.end(), column.begin(),
                       [&](std::size_t i) { return table.row(i)[f]; });
        const auto dispersion = dispersionOf(column);
        if (std::isnan(dispersion.deviation))
            throw DataError(
                fmt::format("{}: expected features below 1e150, found larger ones in feature {}", what, f));
        standard.means.push_back(dispersion.mean);
        standard.deviations.push_back(dispersion.deviation);
    }
    return standard;
}

}  // namespace

bool isFinite(std::span<const double> row) {
    return std::all_of(row.begin(), row.end(), [](double value) { return std::isfinite(value); });
}

std::size_t Standardisation::kept() const {
    return static_cast<std::size_t>(
        std::count_if(deviations.begin(), deviations.end(), [](double deviation) { return deviation > 0; }));
}

std::vector<double> Standardisation::apply(std::span<const double> row) const {
    std::vector<double> values;
    for (std::size_t f = 0; f < row.size(); ++f)
        if (deviations[f] > 0) values.push_back((row[f] - means[f]) / deviations[f]);
    return values;
}

StandardRows standardRows(const FeatureTable& table, const std::string& what, std::size_t least) {
    StandardRows rows{.standard = {}, .table = {}, .places = finiteRows(table)};
    if (rows.places.size() < least)
        throw DataError(fmt::format("{}: expected at least {} finite rows, found {} of {}", what, least,
                                    rows.places.size(), table.rows()));
    rows.standard = standardisationOf(table, rows.places, what);
    rows.table.features = rows.standard.kept();
    if (rows.table.features == 0)
        throw DataError(fmt::format("{}: expected a feature that differs between rows, found none of {}",
                                    what, table.features));
    for (const auto i : rows.places) {
        const auto values = rows.standard.apply(table.row(i));
        rows.table.values.insert(rows.table.values.end(), values.begin(), values.end());
    }
    return rows;
}

std::vector<double> evaluateRows(const Standardisation& standard, const FeatureTable& table,
                                 const std::string& what,
                                 const std::function<double(std::span<const double>)>& evaluate) {
    if (table.features != standard.means.size())
        throw ShapeError(fmt::format("{}: expected {} features a row, found {}", what, standard.means.size(),
                                     table.features));
    std::vector<double> values;
    values.reserve(table.rows());
    for (std::size_t i = 0; i < table.rows(); ++i)
        values.push_back(isFinite(table.row(i)) ? evaluate(standard.apply(table.row(i)))
                                                : std::numeric_limits<double>::quiet_NaN());
    return values;
}

}  // namespace nescio
