#include "core/store/experiment_store.h"

#include <algorithm>

#include "core/store/figure_store.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

using namespace hdf5;

template <class Part, class Write>
void writeAll(hid_t parent, const char* name, const std::vector<Part>& parts, Write write) {
    if (parts.empty()) return;
    const Handle group = makeGroup(parent, name);
    std::vector<std::string> ids;
    for (const auto& part : parts) {
        write(makeGroup(group, part.id), part);
        ids.push_back(part.id);
    }
    writeTexts(group, "order", ids);
}

template <class Read>
auto readAll(hid_t parent, const char* name, Read read) {
    std::vector<decltype(read(parent, std::string()))> parts;
    if (!exists(parent, name)) return parts;
    const Handle group = openGroup(parent, name);
    for (const auto& id : readTexts(group, "order")) parts.push_back(read(openGroup(group, id), id));
    return parts;
}

void writeTable(hid_t group, const ResultTable& table) {
    writeText(group, "title", table.title);
    writeInt(group, "columns", static_cast<std::int64_t>(table.columns.size()));
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        const auto& column = table.columns[c];
        const auto name = numbered("column", c);
        writeText(group, name + "_title", column.title);
        writeText(group, name + "_unit", column.unit);
        if (column.numbers.empty())
            writeTexts(group, name + "_words", column.words);
        else
            describe(writeReals(group, name, column.numbers), column.unit, column.title);
    }
}

ResultTable readTable(hid_t group, const std::string& id) {
    ResultTable table{.id = id, .title = readText(group, "title"), .columns = {}};
    const auto columns = static_cast<std::size_t>(readInt(group, "columns"));
    for (std::size_t c = 0; c < columns; ++c) {
        const auto name = numbered("column", c);
        ResultColumn column{readText(group, name + "_title"), readText(group, name + "_unit")};
        if (exists(group, name))
            column.numbers = readReals(group, name);
        else
            column.words = readTexts(group, name + "_words");
        table.columns.push_back(std::move(column));
    }
    for (const auto& column : table.columns)
        if (column.rows() != table.rows())
            throw RunFileError("table “" + id + "”: expected columns of equal length");
    return table;
}

}  // namespace

void writeExperiment(hid_t parent, const ExperimentResult& result) {
    const Handle group = makeGroup(parent, result.id);
    writeText(group, "experiment", result.experiment);
    writeText(group, "title", result.title);
    writeText(group, "source", result.source);
    writeTexts(group, "findings", result.findings);
    std::vector<std::string> digests;
    std::vector<std::int64_t> steps;
    for (const auto& weights : result.weights)
        digests.push_back(weights.digest), steps.push_back(weights.step);
    writeTexts(group, "weights_digests", digests);
    writeInts(group, "weights_steps", steps);
    writeAll(group, "tables", result.tables,
             [](hid_t at, const ResultTable& table) { writeTable(at, table); });
    writeAll(group, "figures", result.figures,
             [](hid_t at, const ResultFigure& figure) { writeFigure(at, figure); });
    writeAll(group, "images", result.images,
             [](hid_t at, const ResultImages& sheet) { writeImages(at, sheet); });
}

ExperimentResult readExperiment(hid_t parent, const std::string& id) {
    const Handle group = openGroup(parent, id);
    ExperimentResult result{.id = id,
                            .experiment = readText(group, "experiment"),
                            .title = readText(group, "title"),
                            .source = readText(group, "source"),
                            .findings = readTexts(group, "findings")};
    if (exists(group, "weights_steps")) {  // not so in files of format 1
        const auto digests = readTexts(group, "weights_digests");
        const auto steps = readInts(group, "weights_steps");
        for (std::size_t i = 0; i < std::min(digests.size(), steps.size()); ++i)
            result.weights.push_back({digests[i], steps[i]});
    }
    result.tables = readAll(group, "tables", readTable);
    result.figures = readAll(group, "figures", readFigure);
    result.images = readAll(group, "images", readImages);
    return result;
}

}  // namespace nescio
