// Where an experiment gets what scores take beside the images they judge: training images, and other runs.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/analysis/experiment.h"

namespace nescio {

/// What was asked for.
struct ScoreSources {
    std::string reference;                       ///< file, folder or name; "": the first run's training set
    std::int64_t referenceImages = 2000;         ///< of it, spread evenly; 0: all
    bool round = false;                          ///< as LoadOptions::rule of the images
    std::map<std::string, std::string> seconds;  ///< files of other runs, by measure
    std::string device = "auto";                 ///< of their models
};

/// What was found.
struct FoundSources {
    std::optional<ImageSet> reference;  ///< of the model's shape; nullopt: not on this machine
    std::map<std::string, std::shared_ptr<const FrozenModel>> seconds;  ///< by measure
    std::vector<std::string> notes;                                     ///< what was left out and why
};

/// For a model by itself. nullopt when stopped.   Throws: DataError where a reference that was asked for
/// cannot be read; RunFileError.
std::optional<FoundSources> findScoreSources(const FrozenModel& model, const ScoreSources& sources,
                                             std::stop_token stop = {}, ProgressBoard* board = nullptr);

/// Adds to the input what its experiment and its score need, runs that lie beside the first one's file
/// included. Training images that are not on this machine are left out: the scores that need them say so.
/// false when stopped.   Throws: DataError where a reference that was asked for cannot be read; RunFileError.
bool addScoreSources(ExperimentInput& input, const ExperimentKind& kind, const ScoreSources& sources);

}  // namespace nescio
