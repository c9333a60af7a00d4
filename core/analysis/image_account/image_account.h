// Answers "why is this image likely?": gathers every number that speaks of it from the model, the run's
// tables, other runs and the training images. What is not there costs one sentence and nothing else.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/density/frozen_model.h"
#include "core/values/image_account.h"

namespace nescio {

/// What an account is drawn from. Pointers outlive the call.
struct AccountInput {
    const FrozenModel* model = nullptr;
    std::vector<std::shared_ptr<const TermTable>> tables = {};  ///< of the run, at most one a set
    std::map<std::string, std::shared_ptr<const FrozenModel>> seconds = {};  ///< other runs, by measure
    const ImageSet* training = nullptr;  ///< of the model's shape; null: not at hand
    std::string whyNoTraining = {};      ///< why they are not at hand; "": left out unsaid
    int nearest = 5;                     ///< training images to find
    EvaluateOptions evaluation = {};
    std::vector<std::string> notes = {};  ///< sentences that whoever made the input has to add
    std::stop_token stop = {};
    ProgressBoard* board = nullptr;
};

/// nullopt when stopped.   Requires: a model.   Throws: ShapeError for an image of another shape,
/// DeviceMemoryError.
std::optional<ImageAccount> accountOf(const AccountInput& input, const Image& image);

/// Finds the nearest training images of an account that was made without, or says why there are none. false
/// when stopped.
bool addNearest(const AccountInput& input, ImageAccount& account);

/// The number of draws and the seed that make an image comparable with the tables of a run: those of the set
/// that it is placed in.
EvaluateOptions evaluationLike(const std::vector<std::shared_ptr<const TermTable>>& tables,
                               const WeightsId& weights);

/// The newest tables of a run file, one a set; of those sets of which the run's own weights have one, that.
/// Throws: RunFileError.
std::vector<std::shared_ptr<const TermTable>> tablesOf(const RunSummary& run);

/// Reads the model of a run's file.
using RunLoader = std::function<std::shared_ptr<const FrozenModel>(const std::string& file)>;

/// Other runs that lie beside a run's file, with those given by measure in their place. Sentences about those
/// that cannot be read are added to `notes`.   Throws: RunFileError of one that was given.
std::map<std::string, std::shared_ptr<const FrozenModel>> secondsOf(
    const RunSummary& run, const std::map<std::string, std::string>& given, const RunLoader& load,
    std::vector<std::string>& notes);

}  // namespace nescio
