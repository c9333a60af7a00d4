#include "core/views/named_values.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "core/scores/named_columns.h"
#include "core/store/run_file.h"
#include "core/values/set_columns.h"

namespace nescio {

std::string titleOf(const NamedColumn& column) {
    static const std::map<std::string, std::string> words{{"log_p", "log-likelihood"},
                                                          {"bits_per_dim", "bits/dim"}};
    const auto known = words.find(column.name);
    auto title = known == words.end() ? column.name : known->second;
    std::replace(title.begin(), title.end(), '_', ' ');
    return column.unit.empty() || column.unit == title ? title : fmt::format("{} ({})", title, column.unit);
}

std::vector<NamedColumn> namedColumns(const std::vector<TermInfo>& terms, const std::string& run) {
    std::vector<NamedColumn> columns;
    for (const auto& term : termNames(terms))
        if (term.name != "D") columns.push_back({term.name, term.unit});  // the same for every image
    if (run.empty()) return columns;
    for (const auto& measured : measuredNames(readMeasurements(run)))
        columns.push_back({measured.input.name, measured.input.unit});
    return columns;
}

ImageColumn columnNamed(const TermTable& table, const std::string& name, const std::string& run) {
    SetColumns columns{.terms = std::make_shared<const TermTable>(table)};
    ImageColumn column{.name = name,
                       .unit = {},
                       .kind = ColumnKind::Term,
                       .tightness = table.tightness,
                       .setId = table.setId,
                       .setTitle = table.setTitle,
                       .key = std::make_shared<const ColumnKey>(table.key),
                       .values = {}};
    const auto terms = termNames(table.columns);
    const auto term = std::find_if(terms.begin(), terms.end(), [&](const auto& t) { return t.name == name; });
    if (term != terms.end()) {
        column.unit = term->unit;
        column.values = valuesNamed(columns, name, {});
        return column;
    }
    const auto measured = run.empty() ? std::vector<Measurement>() : readMeasurements(run, table.setId);
    std::vector<CompositionInput> inputs;
    for (const auto& measurement : measured) columns.add(measurement);
    for (const auto& known : measuredNames(measured)) {
        inputs.push_back(known.input);
        if (known.input.name == name) column.unit = known.input.unit;
    }
    column.kind = ColumnKind::ScoreInput;
    column.values = valuesNamed(columns, name, inputs);
    return column;
}

}  // namespace nescio
