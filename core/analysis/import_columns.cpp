#include "core/analysis/import_columns.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/store/run_file.h"
#include "core/values/failure.h"
#include "datasets/columns/read_columns.h"

namespace nescio {
namespace {

TermTable scoredSet(const ImportOrder& order) {
    const auto run = readRunSummary(order.run);
    if (const auto* newest = usualTerms(run, order.set))
        return readTermTable(order.run, order.set, newest->key);
    const auto known = evaluatedSets(run);
    throw OptionError(fmt::format(
        "set: expected one of the scored sets ({}), found “{}”; score it first",
        known.empty() ? "there are none yet" : fmt::format("{}", fmt::join(known, ", ")), order.set));
}

std::string nameFor(const ImportOrder& order) {
    auto name = lowerSnake(order.name.empty() ? order.file.stem().string() : order.name);
    if (name.empty())
        throw OptionError("name: expected letters or digits, found none in the file's name either");
    return name;
}

/// Those asked for, in the file's order; all where none was.
void chooseColumns(ColumnTable& table, const std::vector<std::string>& names) {
    if (names.empty()) return;
    std::vector<std::string> known;
    for (const auto& column : table.columns) known.push_back(column.name);
    for (const auto& name : names)
        if (std::find(known.begin(), known.end(), lowerSnake(name)) == known.end())
            throw OptionError(
                fmt::format("column: expected one of {}, found “{}”", fmt::join(known, ", "), name));
    std::erase_if(table.columns, [&](const MeasuredColumn& column) {
        return std::none_of(names.begin(), names.end(),
                            [&](const auto& name) { return lowerSnake(name) == column.name; });
    });
}

bool sameValues(const MeasuredColumn& a, const MeasuredColumn& b) {
    const auto same = [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); };
    return a.name == b.name && a.unit == b.unit &&
           std::equal(a.values.begin(), a.values.end(), b.values.begin(), b.values.end(), same);
}

/// The same file once more is no loss, another under its name is.
void requireNoOther(const std::vector<Measurement>& kept, const Measurement& measurement,
                    const std::string& replacedBy) {
    for (const auto& one : kept)
        if (one.measure == measurement.measure && one.setId == measurement.setId &&
            !std::equal(one.columns.begin(), one.columns.end(), measurement.columns.begin(),
                        measurement.columns.end(), sameValues))
            throw OptionError(
                fmt::format("name: expected a new one for “{}”, found {}, which has other numbers in "
                            "this run; {} replaces them",
                            measurement.setTitle, measurement.measure, replacedBy));
}

}  // namespace

ImportReport importColumns(const ImportOrder& order) {
    ImportReport report{.imported = {}, .images = scoredSet(order)};
    auto table = readColumns(order.file, order.set);
    chooseColumns(table, order.columns);
    report.rows = table.rows;
    report.remarks = table.remarks;
    report.imported = importedColumns(table, report.images, nameFor(order), order.unit, order.knows);
    const auto& measurement = report.imported.measurement;
    const auto others = readMeasurements(order.run);
    report.former = readCompositions(order.run);
    if (!order.replace) requireNoOther(others, measurement, order.replacedBy);
    for (std::size_t c = 0; c < measurement.columns.size(); ++c) {
        report.findings.push_back(audited({.imported = report.imported,
                                           .column = c,
                                           .images = report.images,
                                           .others = others,
                                           .direction = order.direction}));
        if (order.direction)
            report.scores.push_back(importedScore(measurement, c, *order.direction, table.source));
    }
    updateRunFile(order.run, {.measurements = {measurement}, .compositions = report.scores});
    return report;
}

}  // namespace nescio
