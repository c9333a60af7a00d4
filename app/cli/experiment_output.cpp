#include "app/cli/experiment_output.h"

#include <fmt/format.h>

#include "app/cli/drawing.h"
#include "app/cli/output_check.h"
#include "core/analysis/experiment.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

/// Every file that the result becomes, once it is known which those are.
std::vector<std::string> filesOf(const std::string& base, const ExperimentResult& result) {
    auto files = tableFiles(base, result);
    const auto addFigure = [&](const std::string& id) {
        for (const auto* ending : {"pdf", "svg", "png"})
            files.push_back(fmt::format("{}-{}.{}", base, id, ending));
    };
    for (const auto& figure : result.figures) addFigure(figure.id);
    for (const auto& images : result.images) addFigure(images.id);
    return files;
}

}  // namespace

Json toJson(const ExperimentResult& result) {
    Json tables = Json::object();
    for (const auto& table : result.tables)
        for (const auto& column : table.columns) {
            Json values = column.numbers.empty() ? Json(column.words) : Json(column.numbers);
            tables[table.id].push_back(
                {{"title", column.title}, {"unit", column.unit}, {"values", std::move(values)}});
        }
    return {{"command", "experiment"}, {"experiment", result.id},     {"title", result.title},
            {"source", result.source}, {"findings", result.findings}, {"tables", std::move(tables)}};
}

void requireResultOutputs(const OutputSettings& out) {
    if (!out.path.empty()) requireOutputs(out.path, {"csv", "tex", "md", "pdf", "svg", "png"}, out.force);
}

Refusal kept(const ExperimentOrder& order, const ExperimentResult& result) {
    Refusal refusal;
    try {
        keepResult(order, result);
    } catch (const RunFileError& error) {
        refusal.remember(error);
    }
    return refusal;
}

void writeResult(const OutputSettings& out, const std::vector<std::string>& inputs,
                 const ExperimentResult& result, const Console& console) {
    const auto& base = out.path;
    for (const auto& file : filesOf(base, result)) requireOutput(file, inputs, out.force);
    writeTables(base, result);
    console.say("Written: " + base + "-<table>.csv, .tex and .md");
    if (!canDraw())
        return console.say("Figures not drawn: nescio-draw is not here; the run file keeps them.");
    drawFigures(result, base);
    console.say("Written: " + base + "-<figure>.pdf, .svg and .png");
}

}  // namespace nescio
