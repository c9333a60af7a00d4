// Options that several commands share, declared once so that they mean the same everywhere.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/density/frozen_model.h"
#include "core/values/image.h"
#include "core/values/run.h"

namespace CLI {
class App;
}

namespace nescio {

class Console;

/// Where and how to compute.
struct ComputeSettings {
    std::string device = "auto";
    int threads = 0;
    void declare(CLI::App& app);
};

/// How images are scored.
struct ScoreSettings {
    int draws = 1;
    std::uint64_t seed = 0;
    std::int64_t batch = 128;
    void declare(CLI::App& app);
    [[nodiscard]] EvaluateOptions options() const { return {.draws = draws, .seed = seed, .batch = batch}; }
};

/// How numbers of data files become bytes.
struct DataSettings {
    bool round = false;
    void declare(CLI::App& app);
};

/// Loads the model of a run on the chosen device, with the calling thread made ready to compute.
std::shared_ptr<const FrozenModel> loadModel(const std::string& run, const ComputeSettings& compute);

/// Reads a data set, or as many of its images as `limit` says, with a progress bar. `round`: numbers
/// that are no bytes exactly may be rounded. nullopt when Ctrl-C came.
/// Throws: DataError.
std::optional<ImageSet> loadData(const std::string& what, std::int64_t limit, Console& console,
                                 LimitRule rule = LimitRule::Even, bool round = false);

/// The sets that are scored along a training, cut to the images wanted. nullopt when Ctrl-C came.
/// Throws: DataError, ShapeError where one has another shape than the training set.
std::optional<std::vector<ImageSet>> loadWatched(const RunSpec& spec, const ImageShape& shape,
                                                 Console& console, bool round);

/// Splits "steps=4" options into the model's and the training's. A bare name means the training option where
/// both have it ("steps"); "model.steps" and "train.steps" say which.
/// Throws: OptionError on an unknown name, a missing "=" or a value out of range.
void applySettings(const std::vector<std::string>& settings, RunSpec& spec);

}  // namespace nescio
