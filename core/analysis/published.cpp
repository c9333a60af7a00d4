#include "core/analysis/published.h"

#include <set>

#include <fmt/format.h>

#include "core/values/image.h"

namespace nescio {
namespace {

constexpr const char* kUnverified = "published, unverified";
constexpr const char* kPaper = "Nalisnick et al. 2019, figure 1";

/// Ids of the catalogue: the whole sets, and the first images of them.
const std::set<std::string> kTraining{"fashion-mnist/train", "fashion-mnist/train20k",
                                      "mnist/train",         "cifar-10/train",
                                      "svhn/train_32x32",    "cifar-10/data_batch_1-first5000"};
const std::set<std::string> kTest{"fashion-mnist/t10k",  "mnist/t10k",
                                  "cifar-10/test_batch", "cifar-10/test_batch-first1000",
                                  "svhn/test_32x32",     "svhn/test_32x32-first2000"};

}  // namespace

const std::vector<PublishedValue>& publishedValues() {
    using enum PublishedQuantity;
    static const std::vector<PublishedValue> values{
        {"glow", "fashion-mnist", "fashion-mnist", MeanBitsPerDim, 2.958, 0.1, kUnverified, kPaper},
        {"glow", "fashion-mnist", "mnist", MeanBitsPerDim, 1.833, 0.25, kUnverified, kPaper},
        {"glow", "mnist", "mnist", MeanBitsPerDim, 1.262, 0.1, kUnverified, kPaper},
        {"glow", "cifar-10", "cifar-10", MeanBitsPerDim, 3.464, 0.1, "read in a stored source", kPaper},
        {"glow", "cifar-10", "svhn", MeanBitsPerDim, 2.389, 0.15, kUnverified, kPaper},
        {"glow", "svhn", "svhn", MeanBitsPerDim, 2.057, 0.1, kUnverified, kPaper},
        {"glow", "cifar-10", "svhn", Auroc, 0.07, 0.05, "derived", "from published histograms"},
        {"pixelcnn", "fashion-mnist", "mnist", Auroc, 0.095, 0.05, "read in a stored source",
         "secondary source"},
        {"pixelcnn", "cifar-10", "svhn", Auroc, 0.095, 0.05, kUnverified, "Ren et al. 2019, as recalled"},
        {"vae", "cifar-10", "svhn", Auroc, 0.08, 0.05, "read in a stored source", "secondary source"},
    };
    return values;
}

bool isPublishedTraining(const std::string& setId) {
    return kTraining.contains(setId);
}

bool isPublishedTest(const std::string& setId) {
    return kTest.contains(setId);
}

std::vector<PublishedValue> publishedFor(const std::string& model, const std::string& trainSetId,
                                         const std::string& setId) {
    if (!isPublishedTraining(trainSetId) || !isPublishedTest(setId)) return {};
    std::vector<PublishedValue> found;
    for (const auto& value : publishedValues())
        if (value.model == model && value.trainFamily == familyOf(trainSetId) &&
            value.setFamily == familyOf(setId))
            found.push_back(value);
    return found;
}

std::string whyNothingPublished(const std::string& model, const std::string& trainSetId,
                                const std::string& trainSetTitle) {
    std::set<std::string> families;
    for (const auto& value : publishedValues())
        if (value.model == model) families.insert(value.trainFamily);
    if (families.empty()) return "no published number of " + model + " is at hand";
    if (isPublishedTraining(trainSetId) && families.contains(familyOf(trainSetId))) return {};
    return fmt::format("published numbers of {} are of training on {}, this run was trained on {}", model,
                       fmt::join(families, ", "), trainSetTitle);
}

}  // namespace nescio
