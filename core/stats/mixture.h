// A density of a few features at once: a mixture of Gaussians with covariances of their own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/stats/feature_table.h"

namespace nescio {

/// All that is needed to evaluate it. Means and covariances are of the standardised features that have
/// spread. Shapes: with k = weights.size() components and f = standard.kept() features, means k · f,
/// covariances k · f · f.
struct GaussianMixture {
    Standardisation standard;
    std::vector<double> weights;  ///< sum to 1
    std::vector<double> means;
    std::vector<double> covariances;  ///< row by row
};

/// How a mixture is fitted.
struct MixtureOptions {
    int components = 3;
    int iterations = 200;     ///< of EM, at most: of 10,000 rows they take some seconds
    double tolerance = 1e-5;  ///< relative change of the log likelihood that ends it
    double floor =
        1e-6;  ///< added to the variances of standardised features, so that no component is a point
    std::uint64_t seed = 0;  ///< of the k-means that it starts from; the same seed, the same mixture
};

/// By expectation-maximisation from k-means++ (OpenCV's, which finds a local optimum). Rows that are not
/// finite are left out; so are features without spread. Throws: UnsupportedError in a build without OpenCV's
/// ml; OptionError for components, iterations, tolerance or floor that are not above 0; DataError for fewer
/// finite rows than k · (f + 1) or no feature with spread.
GaussianMixture fitMixture(const FeatureTable& table, const MixtureOptions& options = {});

/// log density of every row; NaN for rows that are not finite.   Units: nats, per unit of the features kept.
/// Throws: ShapeError where the table has another number of features; DataError for a mixture whose parts
/// disagree in size or whose covariances are none.
std::vector<double> logDensity(const GaussianMixture& mixture, const FeatureTable& table);

}  // namespace nescio
