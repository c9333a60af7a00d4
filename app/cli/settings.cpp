#include "app/cli/settings.h"

#include <algorithm>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/cli/console.h"
#include "app/cli/number_option.h"
#include "core/math/device.h"
#include "core/models/load_model.h"
#include "core/train/training.h"
#include "core/values/cpu_limits.h"
#include "core/values/failure.h"
#include "core/values/kind_lookup.h"
#include "datasets/load.h"

namespace nescio {
namespace {

const OptionField* findField(const std::vector<OptionField>& fields, const std::string& id) {
    const auto found =
        std::find_if(fields.begin(), fields.end(), [&](const auto& field) { return field.id == id; });
    return found == fields.end() ? nullptr : &*found;
}

std::string listOf(const std::vector<OptionField>& fields, const std::string& prefix) {
    std::vector<std::string> names;
    for (const auto& field : fields) names.push_back(prefix + field.id);
    return fmt::format("{}", fmt::join(names, ", "));
}

}  // namespace

void ComputeSettings::declare(CLI::App& app) {
    app.add_option("--device", device, "auto, cpu or cuda")->capture_default_str();
    addNumber(app, "--threads", threads, {0, kMostThreads},
              "CPU threads; 0: as many CPUs as this program may use, at most OMP_NUM_THREADS");
}

void ScoreSettings::declare(CLI::App& app) {
    addNumber(app, "--draws", draws, kDraws,
              "Draws an image: dequantisation draws, averaged (flows), or k importance draws, with which "
              "the bound tightens (VAE); models without noise ignore it");
    addNumber(app, "--seed", seed, kSeeds, "Seed of those draws");
    addNumber(app, "--batch", batch, {1, 65536}, "Images at once; changes speed, not numbers");
}

std::shared_ptr<const FrozenModel> loadModel(const std::string& run, const ComputeSettings& compute) {
    enterComputeThread(compute.threads);
    return loadFrozenModel(run, compute.device);
}

std::optional<ImageSet> loadData(const std::string& what, std::int64_t limit, Console& console,
                                 LimitRule rule) {
    ProgressBoard board;
    return console.watch(board, [&] {
        return loadImageSet(what,
                            {.limit = limit, .rule = rule, .stop = console.stopToken(), .board = &board});
    });
}

std::optional<std::vector<ImageSet>> loadWatched(const RunSpec& spec, const ImageShape& shape,
                                                 Console& console) {
    std::vector<ImageSet> sets;
    for (const auto& what : spec.watch) {
        auto set = loadData(what, spec.watchImages, console, spec.limitRule);
        if (!set) return std::nullopt;
        if (set->shape != shape)
            throw ShapeError(fmt::format("--watch {}: expected images of {}, found {}", what, toText(shape),
                                         toText(set->shape)));
        sets.push_back(std::move(*set));
    }
    return sets;
}

void applySettings(const std::vector<std::string>& settings, RunSpec& spec) {
    const auto models = modelInfos();
    const auto& model = kindNamed(models, "model", spec.model);
    for (const auto& setting : settings) {
        const auto equals = setting.find('=');
        if (equals == std::string::npos)
            throw OptionError(fmt::format("--set: expected NAME=VALUE, found “{}”", setting));
        std::string name = setting.substr(0, equals);
        const std::string value = setting.substr(equals + 1);
        const bool forModel = name.starts_with("model.");
        const bool forTraining = name.starts_with("train.");
        if (forModel || forTraining) name = name.substr(name.find('.') + 1);
        const OptionField* training = forModel ? nullptr : findField(trainOptionFields(), name);
        const OptionField* field = training || forTraining ? training : findField(model.options, name);
        if (!field)
            throw OptionError(fmt::format("--set: expected one of {}, {}; found “{}”",
                                          listOf(trainOptionFields(), ""), listOf(model.options, "model."),
                                          setting.substr(0, equals)));
        (training ? spec.trainOptions : spec.modelOptions)[name] = parseOption(*field, value);
    }
}

}  // namespace nescio
