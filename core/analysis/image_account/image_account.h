// Answers "why is this image likely?": gathers every number that speaks of it from the model, the run's
// tables, other runs and the training images. What is not there costs one sentence and nothing else.
#pragma once

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
    /// Why the training images are not at hand, after "nearest training images: "; "": left out unsaid.
    std::string whyNoTraining = {};
    int nearest = 5;  ///< training images to find
    EvaluateOptions evaluation = {};
    std::vector<std::string> notes = {};  ///< sentences that whoever made the input has to add
    std::stop_token stop = {};
    ProgressBoard* board = nullptr;
};

/// nullopt when stopped.   Requires: a model.   Throws: ShapeError for an image of another shape,
/// DeviceMemoryError.
std::optional<ImageAccount> accountOf(const AccountInput& input, const Image& image);

/// The number of draws and the seed that make an image comparable with the tables of a run: those of the set
/// that it is placed in.
EvaluateOptions evaluationLike(const std::vector<std::shared_ptr<const TermTable>>& tables,
                               const WeightsId& weights);

/// The newest tables of a run file, one a set; of those sets of which the run's own weights have one, that.
/// Throws: RunFileError.
std::vector<std::shared_ptr<const TermTable>> tablesOf(const RunSummary& run);

/// Other runs that lie beside a run's file, loaded, with those given by measure in their place. Sentences
/// about those that cannot be read are added to `notes`.   Throws: RunFileError of one that was given.
std::map<std::string, std::shared_ptr<const FrozenModel>> secondsOf(
    const RunSummary& run, const std::map<std::string, std::string>& given, const std::string& device,
    std::vector<std::string>& notes);

}  // namespace nescio
