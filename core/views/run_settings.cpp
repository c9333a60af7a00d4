#include "core/views/run_settings.h"

#include <algorithm>
#include <array>
#include <functional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "core/values/number_text.h"

namespace nescio {
namespace {

const char* const kNoSetting = "–";

/// What a run writes down of where it was made, of which numbers may depend.
constexpr std::array<std::pair<const char*, const char*>, 3> kMadeWith{
    {{"device", "device"}, {"torch_version", "LibTorch"}, {"creator_version", "Nescio"}}};

using CellOf = std::function<TableCell(const ComparedRun&)>;

RunSetting settingOf(std::string title, std::string tip, const std::vector<ComparedRun>& runs,
                     const CellOf& cellOf) {
    RunSetting setting{.title = std::move(title), .tip = std::move(tip), .cells = {}};
    for (const auto& run : runs) setting.cells.push_back(cellOf(run));
    return setting;
}

TableCell cellOf(const OptionValue& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return {countText(*whole), static_cast<double>(*whole)};
    if (const auto* real = std::get_if<double>(&value)) return {toText(value), *real};
    return {toText(value)};
}

/// Fields of the models of these runs; those of a model that this program does not know have none.
std::vector<OptionField> modelFields(const std::vector<ComparedRun>& runs, const SettingFields& known) {
    std::vector<OptionField> fields;
    for (const auto& run : runs)
        if (const auto model = known.models.find(run.summary.spec.model); model != known.models.end())
            fields.insert(fields.end(), model->second.begin(), model->second.end());
    return fields;
}

/// All options that any of the runs has, by id.
void addOptions(std::vector<RunSetting>& settings, const std::vector<ComparedRun>& runs,
                OptionValues RunSpec::*options, const std::vector<OptionField>& fields) {
    std::set<std::string> ids;
    for (const auto& run : runs)
        for (const auto& [id, value] : run.summary.spec.*options) ids.insert(id);
    for (const auto& id : ids) {
        const auto field =
            std::find_if(fields.begin(), fields.end(), [&](const auto& known) { return known.id == id; });
        auto title = field == fields.end() ? id : field->title;
        if (field != fields.end() && !field->unit.empty()) title += fmt::format(" ({})", field->unit);
        settings.push_back(settingOf(std::move(title), field == fields.end() ? std::string() : field->help,
                                     runs, [&](const ComparedRun& run) -> TableCell {
                                         const auto& values = run.summary.spec.*options;
                                         const auto value = values.find(id);
                                         if (value == values.end())
                                             return {kNoSetting, {}, "no setting of this run"};
                                         return cellOf(value->second);
                                     }));
    }
}

void addSpec(std::vector<RunSetting>& settings, const std::vector<ComparedRun>& runs) {
    const auto add = [&](const char* title, const char* tip, const CellOf& cell) {
        settings.push_back(settingOf(title, tip, runs, cell));
    };
    const auto words = [](std::string text) {
        return TableCell{text.empty() ? kNoSetting : std::move(text)};
    };
    const auto whole = [](std::int64_t value) {
        return TableCell{std::to_string(value), static_cast<double>(value)};
    };
    add("model", "", [&](const auto& run) { return words(run.summary.spec.model); });
    add("preset", "what its options started from",
        [&](const auto& run) { return words(run.summary.spec.preset); });
    add("members", "models trained side by side",
        [&](const auto& run) { return whole(run.summary.spec.members); });
    add("trained on", "", [&](const auto& run) { return words(run.summary.trainSetTitle); });
    add("training images", "", [](const auto& run) -> TableCell {
        const auto& summary = run.summary;
        return {countText(summary.trainCount, summary.trainAvailable),
                static_cast<double>(summary.trainCount)};
    });
    add("shape", "channels × height × width",
        [&](const auto& run) { return words(toText(run.summary.shape)); });
    add("seed", "", [&](const auto& run) { return whole(static_cast<std::int64_t>(run.summary.spec.seed)); });
}

}  // namespace

std::vector<RunSetting> settingsOf(const std::vector<ComparedRun>& runs,
                                   const std::vector<std::string>& compared, const SettingFields& fields) {
    std::vector<RunSetting> settings;
    addSpec(settings, runs);
    addOptions(settings, runs, &RunSpec::modelOptions, modelFields(runs, fields));
    addOptions(settings, runs, &RunSpec::trainOptions, fields.training);
    for (const auto& [id, title] : kMadeWith)
        settings.push_back(settingOf(title, "", runs, [&, key = id](const ComparedRun& run) -> TableCell {
            const auto known = run.summary.provenance.find(key);
            return known == run.summary.provenance.end() ? TableCell{kNoSetting, {}, "not recorded"}
                                                         : TableCell{known->second};
        }));
    for (auto& setting : settings) {
        std::set<std::string> values;
        for (std::size_t r = 0; r < runs.size(); ++r)
            if (std::find(compared.begin(), compared.end(), runs[r].path) != compared.end())
                values.insert(setting.cells[r].text);
        setting.differs = values.size() > 1;
    }
    return settings;
}

}  // namespace nescio
