#include "core/views/columns_of_set.h"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "core/scores/named_columns.h"
#include "core/store/run_file.h"

namespace nescio {
namespace {

std::vector<NamedColumn> termColumns(const std::vector<TermInfo>& terms) {
    std::vector<NamedColumn> columns;
    for (const auto& term : termNames(terms))
        if (term.name != "D") columns.push_back({term.name, term.unit});  // the same for every image
    return columns;
}

void addMeasured(const std::vector<MeasuredName>& names, std::vector<NamedColumn>& columns) {
    for (const auto& name : names)
        if (!name.again) columns.push_back({name.input.name, name.input.unit});
}

}  // namespace

std::string titleOf(const NamedColumn& column) {
    static const std::map<std::string, std::string> words{{"log_p", "log-likelihood"},
                                                          {"bits_per_dim", "bits/dim"}};
    const auto known = words.find(column.name);
    auto title = known == words.end() ? column.name : known->second;
    std::replace(title.begin(), title.end(), '_', ' ');
    return column.unit.empty() || column.unit == title ? title : fmt::format("{} ({})", title, column.unit);
}

std::vector<NamedColumn> namedColumns(const std::vector<TermInfo>& terms, const std::string& run) {
    auto columns = termColumns(terms);
    if (!run.empty()) addMeasured(measuredNames(readMeasurements(run)), columns);
    return columns;
}

ColumnsOfSet::ColumnsOfSet(std::shared_ptr<const TermTable> table, const std::string& run)
    : m_columns{.terms = std::move(table)}, m_names(termColumns(m_columns.terms->columns)) {
    if (run.empty()) return;
    const auto measured = readMeasurements(run, m_columns.terms->setId);
    for (const auto& measurement : measured) m_columns.add(measurement);
    const auto names = measuredNames(measured);
    for (const auto& name : names) m_inputs.push_back(name.input);
    addMeasured(names, m_names);
}

std::vector<double> ColumnsOfSet::values(const std::string& name) const {
    return valuesNamed(m_columns, name, m_inputs);
}

ImageColumn columnNamed(const std::shared_ptr<const TermTable>& table, const NamedColumn& column,
                        const std::string& run) {
    const auto terms = termColumns(table->columns);
    const bool term =
        std::any_of(terms.begin(), terms.end(), [&](const auto& known) { return known.name == column.name; });
    return {.name = column.name,
            .unit = column.unit,
            .kind = term ? ColumnKind::Term : ColumnKind::ScoreInput,
            .tightness = table->tightness,
            .setId = table->setId,
            .setTitle = table->setTitle,
            .key = std::make_shared<const ColumnKey>(table->key),
            .values = ColumnsOfSet(table, term ? std::string() : run).values(column.name)};
}

}  // namespace nescio
