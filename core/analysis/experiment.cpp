#include "core/analysis/experiment.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/analysis/run_scores.h"
#include "core/files/whole_file.h"
#include "core/values/failure.h"
#include "core/values/kind_lookup.h"

namespace nescio {
namespace {

void requireCount(const std::string& id, const char* what, int fewest, int most, std::size_t found) {
    const auto n = static_cast<int>(found);
    if (n >= fewest && n <= most) return;
    const auto expected = fewest == most ? fmt::format("{}", fewest)
                          : n < fewest   ? fmt::format("at least {}", fewest)
                                         : fmt::format("at most {}", most);
    throw OptionError(fmt::format("experiment {}: expected {} {}, found {}", id, expected, what, n));
}

std::string scoreWordsOf(const ExperimentKind& kind, const ExperimentInput& input) {
    if (!kind.takesScore || input.models.empty())
        throw OptionError(fmt::format(
            "experiment {}: expected no score, as its areas are of −log p, found {}", kind.id, input.score));
    const auto& model = *input.models.front();
    const auto score = scoreNamed(model.run().path, input.score, model.terms());
    return score.id;
}

/// Says in id, findings and notes that a result is not whole.
void markPart(ExperimentResult& result) {
    result.id += kPartEnding;
    result.findings.insert(
        result.findings.begin(),
        fmt::format("Stopped after {}: what is missing was not computed.", result.stoppedAfter));
    for (auto& figure : result.figures)
        figure.note +=
            fmt::format("{}stopped after {}", figure.note.empty() ? "" : "; ", result.stoppedAfter);
}

}  // namespace

const ExperimentKind& experimentKind(const std::string& id) {
    return kindNamed(experimentKinds(), "experiment", id);
}

void checkExperiment(const ExperimentKind& kind, const ExperimentInput& input) {
    requireCount(kind.id, "runs", kind.fewestModels, kind.mostModels, input.models.size());
    requireCount(kind.id, "data sets", kind.fewestSets, kind.mostSets, input.sets.size());
    for (const auto& set : input.sets)
        if (set.count < 1)
            throw DataError(
                fmt::format("experiment {}: expected images in “{}”, found none", kind.id, set.title));
    if (kind.mixedShapes || (input.models.empty() && input.sets.empty())) return;
    const auto expected = input.models.empty() ? input.sets.front().shape : input.models.front()->shape();
    for (const auto& model : input.models)
        if (model->shape() != expected)
            throw ShapeError(fmt::format("experiment {}: expected runs on images of {}, found “{}” on {}",
                                         kind.id, toText(expected), model->run().title,
                                         toText(model->shape())));
    for (const auto& set : input.sets) {
        if (set.shape != expected)
            throw ShapeError(fmt::format("experiment {}: expected images of {}, found “{}” of {}", kind.id,
                                         toText(expected), set.title, toText(set.shape)));
    }
}

std::optional<ExperimentResult> runExperiment(const ExperimentKind& kind, const ExperimentInput& asked) {
    checkExperiment(kind, asked);
    auto input = asked;
    input.notes = std::make_shared<std::vector<std::string>>(*asked.notes);
    if (input.score != "likelihood") input.scoreWords = scoreWordsOf(kind, input);
    auto result = kind.run(input);
    if (!result) return std::nullopt;
    for (const auto& note : *input.notes)
        if (std::find(result->findings.begin(), result->findings.end(), note) == result->findings.end())
            result->findings.push_back(note);
    result->id = result->id.empty() ? kind.id : kind.id + "_" + result->id;
    result->experiment = kind.id;
    result->title = kind.title;
    result->source = kind.source;
    if (input.score != "likelihood") result->id += "_" + input.score;
    if (!result->stoppedAfter.empty()) markPart(*result);
    for (const auto& model : input.models) result->weights.push_back(model->run().weights);
    return result;
}

std::vector<std::string> tableFiles(const std::string& base, const ExperimentResult& result) {
    std::vector<std::string> files;
    for (const auto& table : result.tables)
        for (const auto* ending : {"csv", "tex", "md"})
            files.push_back(fmt::format("{}-{}.{}", base, table.id, ending));
    return files;
}

void writeTables(const std::string& base, const ExperimentResult& result) {
    const auto files = tableFiles(base, result);
    auto file = files.begin();
    for (const auto& table : result.tables)
        for (const auto& text : {toCsv(table), toLatex(table), toMarkdown(table)})
            writeWholeFile(*file++, text);
}

}  // namespace nescio
