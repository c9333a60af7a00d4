// Numbers that others published, to hold ours against. A number nobody here has checked in its source says
// so.
#pragma once

#include <string>
#include <vector>

namespace nescio {

/// What is compared.
enum class PublishedQuantity { MeanBitsPerDim, Auroc };

/// One published number.
struct PublishedValue {
    std::string model;        ///< id of the model, e.g. "glow"
    std::string trainFamily;  ///< first part of the training set's id, e.g. "fashion-mnist"
    std::string setFamily;    ///< first part of the test set's id
    PublishedQuantity quantity = PublishedQuantity::MeanBitsPerDim;
    double value = 0;
    double tolerance = 0;  ///< ours: how far off still counts as reproduced
    std::string evidence;  ///< "published, unverified", "read in a stored source", "derived"
    std::string source;
};

/// All of them.
const std::vector<PublishedValue>& publishedValues();

/// Those about a model trained on one set and tested on another, by the ids of the sets.
std::vector<PublishedValue> publishedFor(const std::string& model, const std::string& trainSetId,
                                         const std::string& setId);

}  // namespace nescio
