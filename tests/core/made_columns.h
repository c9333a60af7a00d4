// Columns made by hand, for tests of scores.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/values/set_columns.h"

namespace nescio {

/// Images of 1×1×2 bytes with these terms, row by row; image i has the content 1000 + i.
inline SetColumns madeColumns(std::vector<TermInfo> terms, std::vector<double> nats,
                              const std::string& title = "made") {
    TermTable table{.setId = title, .setTitle = title, .shape = {1, 1, 2}};
    const auto rows = nats.size() / terms.size();
    for (std::size_t row = 0; row < rows; ++row) {
        table.key.indices.push_back(static_cast<std::int64_t>(row));
        table.key.contents.push_back(1000 + row);
    }
    table.key.weights = {"w", 1};
    table.available = static_cast<std::int64_t>(rows);
    table.columns = std::move(terms);
    table.nats = std::move(nats);
    return {.terms = std::make_shared<const TermTable>(std::move(table))};
}

inline void addMeasurement(SetColumns& columns, const std::string& measure,
                           std::vector<MeasuredColumn> measured) {
    columns.add({.measure = measure,
                 .setId = columns.terms->setId,
                 .setTitle = columns.terms->setTitle,
                 .key = std::make_shared<const ColumnKey>(columns.terms->key),
                 .columns = std::move(measured)});
}

}  // namespace nescio
