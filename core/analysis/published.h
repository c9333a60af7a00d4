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
    std::string trainFamily;  ///< of the training set, e.g. "fashion-mnist"
    std::string setFamily;    ///< of the test set
    PublishedQuantity quantity = PublishedQuantity::MeanBitsPerDim;
    double value = 0;
    double tolerance = 0;  ///< ours: how far off still counts as reproduced
    std::string evidence;  ///< "published, unverified", "read in a stored source", "derived"
    std::string source;
};

/// All of them.
const std::vector<PublishedValue>& publishedValues();

/// Whether a set holds (some of) the training images that published numbers of its family were trained on, or
/// the test images that they are about: told by its whole id in the catalogue, since a folder of one's own
/// may be called alike.
bool isPublishedTraining(const std::string& setId);
bool isPublishedTest(const std::string& setId);

/// Those about a model trained on one set and tested on another, by the ids of the sets. An AUROC is one
/// against the test images of the training set's family.
std::vector<PublishedValue> publishedFor(const std::string& model, const std::string& trainSetId,
                                         const std::string& setId);

/// Why a run has no number to be held against among these sets, one sentence; "" where it may have one.
std::string whyNothingPublished(const std::string& model, const std::string& trainSetId,
                                const std::string& trainSetTitle);

}  // namespace nescio
