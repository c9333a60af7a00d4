// Panels that several experiments draw: histograms on shared bins, and what sets are called in legends.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/analysis/evaluated.h"

namespace nescio {

/// One value an image, and what they are called.
struct NamedValues {
    std::string label;  ///< with n of N
    SetRole role = SetRole::Other;
    std::vector<double> values;
    std::int64_t available =
        0;  ///< images of the set; 0: as many as there are values; negative: these are none of images
    std::shared_ptr<const ValueOrder> images = {};  ///< null: no images of a set, one value each
};

/// Values of the images of a set, which the figure can then be asked for: where each has one, and the set can
/// be told from others.
/// Requires: `table` is of this set.
NamedValues imagesValued(const ImageSet& set, SetRole role, const TermTable& table,
                         std::vector<double> values);

/// "MNIST test, n = 500 of 10 000".
std::string legendOf(const ImageSet& set);
/// What the set at a place of the input stands for: training images, in-distribution (without a model the
/// first), or out-of-distribution.
SetRole roleOf(const ExperimentInput& input, std::size_t set, const FrozenModel* model = nullptr);

/// What a histogram of the experiment shows of a set: log-likelihoods, or the score where another is asked
/// for; and what stands at its axis.
std::vector<double> plottedValues(const ExperimentInput& input, const EvaluatedSet& set);
std::string plottedTitle(const ExperimentInput& input);

/// Overlaid histograms on shared bins. Values that are not finite or far from all others are left out, and
/// counted at the axis.
ResultPanel histogramPanel(const std::string& quantity, const std::vector<NamedValues>& sets,
                           const std::string& title = {});

inline const char* const kLogPTitle = "log-likelihood (nats), more likely →";
inline const char* const kBitsTitle = "bits/dim, ← more likely";

}  // namespace nescio
