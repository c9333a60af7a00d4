#include "core/analysis/published.h"

#include "core/values/image.h"

namespace nescio {
namespace {

constexpr const char* kUnverified = "published, unverified";
constexpr const char* kPaper = "Nalisnick et al. 2019, figure 1";

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

std::vector<PublishedValue> publishedFor(const std::string& model, const std::string& trainSetId,
                                         const std::string& setId) {
    // Published means are over test images.
    const bool testImages =
        setId.find("test") != std::string::npos || setId.find("t10k") != std::string::npos;
    std::vector<PublishedValue> found;
    for (const auto& value : publishedValues())
        if (testImages && value.model == model && value.trainFamily == familyOf(trainSetId) &&
            value.setFamily == familyOf(setId))
            found.push_back(value);
    return found;
}

}  // namespace nescio
