// What a score, or a column that it reads, was told beside the images it judges.
#pragma once

#include <string>

namespace nescio {

/// The most that it was told: its badge. Later ones were told more.
enum class Knowledge {
    Nothing,             ///< the model alone
    TrainingStatistics,  ///< values of training (or other in-distribution) images
    SecondModel,         ///< another trained model
    OodLabels            ///< images that it was told to be out-of-distribution
};
/// "nothing", "training_statistics", "second_model", "ood_labels".
std::string toId(Knowledge knowledge);
/// Throws: OptionError naming the ids.
Knowledge knowledgeFromId(const std::string& id);
/// "nothing", "training statistics", "second model", "OOD labels".
std::string toText(Knowledge knowledge);

}  // namespace nescio
