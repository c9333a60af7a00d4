#include "core/store/composition_store.h"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "core/store/fit_store.h"
#include "core/store/run_layout.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

using namespace hdf5;

using InputField = std::string CompositionInput::*;

std::vector<std::string> fieldOf(const std::vector<CompositionInput>& inputs, InputField field) {
    std::vector<std::string> texts;
    texts.reserve(inputs.size());
    for (const auto& input : inputs) texts.push_back(input.*field);
    return texts;
}

std::vector<CompositionInput> readInputs(hid_t group) {
    const auto names = readTexts(group, "input_names"), measures = readTexts(group, "input_measures"),
               columns = readTexts(group, "input_columns"), units = readTexts(group, "input_units");
    if (measures.size() != names.size() || columns.size() != names.size() || units.size() != names.size())
        throw RunFileError("composition: expected a measure, a column and a unit for each name");
    std::vector<CompositionInput> inputs;
    for (std::size_t i = 0; i < names.size(); ++i)
        inputs.push_back({names[i], measures[i], columns[i], units[i]});
    return inputs;
}

Composition readComposition(hid_t group) {
    return {.id = readText(group, "id"),
            .title = readText(group, "title"),
            .kind = compositionKindFromId(readText(group, "kind")),
            .formula = readText(group, "formula"),
            .unit = readText(group, "unit"),
            .inputs = readInputs(group),
            .knows = knowledgeFromId(readText(group, "knows")),
            .source = readText(group, "source"),
            .components = static_cast<int>(readInt(group, "components")),
            .told = readText(group, "told"),
            .state = readState(group)};
}

}  // namespace

std::string pathOf(const Composition& composition) {
    return fmt::format("{}/{}", layout::kCompositions, composition.id);
}

void writeComposition(hid_t file, const Composition& composition) {
    const Handle group = makeGroup(file, pathOf(composition));
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    writeInt(group, "written_us", std::chrono::duration_cast<std::chrono::microseconds>(now).count());
    writeText(group, "id", composition.id);
    writeText(group, "title", composition.title);
    writeText(group, "kind", toId(composition.kind));
    writeText(group, "formula", composition.formula);
    writeText(group, "unit", composition.unit);
    writeText(group, "knows", toId(composition.knows));
    writeText(group, "source", composition.source);
    writeInt(group, "components", composition.components);
    writeText(group, "told", composition.told);
    writeTexts(group, "input_names", fieldOf(composition.inputs, &CompositionInput::name));
    writeTexts(group, "input_measures", fieldOf(composition.inputs, &CompositionInput::measure));
    writeTexts(group, "input_columns", fieldOf(composition.inputs, &CompositionInput::column));
    writeTexts(group, "input_units", fieldOf(composition.inputs, &CompositionInput::unit));
    writeState(group, composition.state);
}

std::vector<Composition> readAllCompositions(hid_t file) {
    std::vector<std::pair<std::int64_t, Composition>> found;
    if (!exists(file, layout::kCompositions)) return {};
    const Handle all = openGroup(file, layout::kCompositions);
    for (const auto& id : groupsOf(all)) {
        const Handle group = openGroup(all, id);
        found.emplace_back(readInt(group, "written_us"), readComposition(group));
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<Composition> compositions;
    for (auto& one : found) compositions.push_back(std::move(one.second));
    return compositions;
}

}  // namespace nescio
