#include "core/scores/imported.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <optional>
#include <unordered_map>

#include <fmt/format.h>

#include "core/scores/composition.h"
#include "core/scores/named_columns.h"
#include "core/scores/unit.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

constexpr const char* kImported = "imported_";

/// Of every image the row of the file; none where it has no row.
using RowsOfImages = std::vector<std::optional<std::size_t>>;

RowsOfImages rowsByOrder(const ColumnTable& file, const TermTable& images) {
    const auto scored = static_cast<std::int64_t>(images.rows());
    if (file.rows != scored && file.rows != images.available)
        throw DataError(
            fmt::format("{}: expected {} rows, one for each image of “{}”{}, found {}; add a "
                        "column “index”: the place of each row's image in the set, from 0",
                        file.source, scored, images.setTitle,
                        scored == images.available
                            ? ""
                            : fmt::format(" that is scored (or {}, for all of them)", images.available),
                        file.rows));
    RowsOfImages rows(images.rows());
    for (std::size_t image = 0; image < rows.size(); ++image)
        rows[image] = file.rows == scored ? image : static_cast<std::size_t>(images.key.indices[image]);
    return rows;
}

RowsOfImages rowsByIndex(const ColumnTable& file, const TermTable& images) {
    std::unordered_map<std::int64_t, std::size_t> rowOf;
    for (std::size_t row = 0; row < file.index.size(); ++row) {
        const auto index = file.index[row];
        if (index >= images.available)
            throw DataError(fmt::format("{}: expected places below {}, the images of “{}”, found {} (row {})",
                                        file.source, images.available, images.setTitle, index, row + 1));
        if (const auto [first, isNew] = rowOf.emplace(index, row); !isNew)
            throw DataError(fmt::format("{}: expected one row an image, found rows {} and {} of image {}",
                                        file.source, first->second + 1, row + 1, index));
    }
    RowsOfImages rows(images.rows());
    for (std::size_t image = 0; image < rows.size(); ++image)
        if (const auto found = rowOf.find(images.key.indices[image]); found != rowOf.end())
            rows[image] = found->second;
    return rows;
}

std::vector<double> valuesOf(const std::vector<double>& values, const RowsOfImages& rows) {
    std::vector<double> matched;
    matched.reserve(rows.size());
    for (const auto& row : rows)
        matched.push_back(row ? values[*row] : std::numeric_limits<double>::quiet_NaN());
    return matched;
}

std::string unitOf(const MeasuredColumn& column, const std::string& said) {
    if (column.unit.empty() || said.empty()) return Unit(column.unit.empty() ? said : column.unit).text();
    if (Unit(column.unit) == Unit(said)) return Unit(said).text();
    throw OptionError(fmt::format("--unit: expected {}, as the heading of “{}” has, found {}", column.unit,
                                  column.name, said));
}

std::shared_ptr<const ColumnKey> keyOfFacts(const TermTable& images) {
    auto key = images.key;
    key.draws = 1;
    key.drawRule = DrawRule::Once;
    key.noiseSeed = 0;
    key.weights = {};
    return std::make_shared<const ColumnKey>(std::move(key));
}

}  // namespace

bool isImported(const std::string& measure) {
    return measure.starts_with(kImported);
}

ImportedColumns importedColumns(const ColumnTable& file, const TermTable& images, const std::string& name,
                                const std::string& unit, Knowledge knows) {
    const auto id = kImported + name;
    requireNewId(id, images.columns);
    ImportedColumns imported{.measurement = {.measure = id,
                                             .setId = images.setId,
                                             .setTitle = images.setTitle,
                                             .kind = ColumnKind::Imported,
                                             .key = keyOfFacts(images),
                                             .knows = knows},
                             .byIndex = !file.index.empty()};
    const auto rows = imported.byIndex ? rowsByIndex(file, images) : rowsByOrder(file, images);
    imported.missing = std::count(rows.begin(), rows.end(), std::nullopt);
    imported.leftOut = file.rows - (static_cast<std::int64_t>(rows.size()) - imported.missing);
    if (imported.missing == static_cast<std::int64_t>(rows.size()))
        throw DataError(fmt::format("{}: expected a row of an image of “{}” that is scored, found none",
                                    file.source, images.setTitle));
    for (const auto& column : file.columns)
        imported.measurement.columns.push_back(
            {column.name, unitOf(column, unit), valuesOf(column.values, rows)});
    return imported;
}

Composition importedScore(const Measurement& measurement, std::size_t c, ScoreDirection direction,
                          const std::string& source) {
    const auto name = nameInFormulas(measurement, c);
    const auto& column = measurement.columns[c];
    const bool lower = direction == ScoreDirection::Lower;
    return {.id = name,
            .title = fmt::format("{}{}, imported", lower ? "minus " : "", column.name),
            .formula = fmt::format("{}{}", lower ? "-" : "", name),
            .unit = column.unit,
            .inputs = {{name, measurement.measure, column.name, column.unit}},
            .knows = measurement.knows,
            .source = fmt::format("imported from {}", source)};
}

}  // namespace nescio
