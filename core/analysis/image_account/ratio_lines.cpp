#include <array>
#include <utility>

#include <fmt/format.h>

#include "core/analysis/image_account/sections.h"
#include "core/train/companion.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

/// Other runs by measure, and what makes one.
constexpr std::array<std::pair<const char*, const char*>, 3> kOthers{{
    {"background", "train a background model of the run"},
    {"local", "train a local model of the run"},
    {"general", "give one that was trained on images of many kinds"},
}};

RatioAccount ratioOf(const std::string& measure, const FrozenModel& other, const Image& image,
                     const EvaluateOptions& evaluation, double totalNats) {
    const auto breakdown = other.explain(image, evaluation);
    const double nats = breakdown.totalNats();
    return {.measure = measure,
            .title = other.run().title,
            .path = other.run().path,
            .weights = other.run().weights,
            .tightness = breakdown.tightness,
            .draws = breakdown.draws,
            .drawRule = breakdown.drawRule,
            .nats = nats,
            .ratio = totalNats - nats};
}

}  // namespace

std::vector<RatioAccount> ratiosOf(const AccountInput& input, const Image& image, double totalNats,
                                   std::vector<std::string>& missing) {
    std::vector<RatioAccount> ratios;
    for (const auto& [measure, remedy] : kOthers) {
        const auto other = input.seconds.find(measure);
        if (other == input.seconds.end()) {
            missing.push_back(fmt::format("Ratio: expected a {} run beside the run or given, found none; {}.",
                                          measure, remedy));
            continue;
        }
        try {
            ratios.push_back(ratioOf(measure, *other->second, image, input.evaluation, totalNats));
        } catch (const ShapeError& error) {
            missing.push_back(fmt::format("Ratio to the {} run: {}.", measure, error.what()));
        }
    }
    return ratios;
}

std::map<std::string, std::shared_ptr<const FrozenModel>> secondsOf(
    const RunSummary& run, const std::map<std::string, std::string>& given, const RunLoader& load,
    std::vector<std::string>& notes) {
    std::map<std::string, std::shared_ptr<const FrozenModel>> seconds;
    for (const auto& [measure, file] : given) seconds[measure] = load(file);
    for (const auto& [measure, file] : companionsBeside(run.path)) {
        if (seconds.contains(measure)) continue;
        try {
            seconds[measure] = load(file);
        } catch (const RunFileError& error) {
            notes.push_back(
                fmt::format("The {} run beside the run was left out: {}.", measure, error.what()));
        }
    }
    return seconds;
}

}  // namespace nescio
