// Where most rows of a reference lie: a one-class support vector machine, which draws a border around all but
// a share of them.
#pragma once

#include <cstddef>
#include <vector>

#include "core/stats/feature_table.h"

namespace nescio {

/// All that is needed to evaluate it, of the standardised features that have spread.
/// Shapes: with s = coefficients.size() support vectors and f = standard.kept() features, supports s · f.
struct OneClass {
    Standardisation standard;
    double gamma = 0;  ///< of the kernel e^(−γ |x − y|²)
    double rho = 0;    ///< the border
    std::vector<double> supports;
    std::vector<double> coefficients;  ///< each in (0, 1], together ν · rows
};

/// How the border is drawn.
struct OneClassOptions {
    double nu = 0.1;   ///< at most that share of the rows lies outside, at least that share holds the border
    double gamma = 0;  ///< of the kernel; 0: one over the features that have spread
    double tolerance = 1e-4;  ///< by which the optimum's conditions may be missed
};

/// OpenCV's solver (that of LIBSVM, with kernels in single precision). Rows that are not finite are left out;
/// so are features without spread. The time grows with the square of the rows: 10,000 take a second or two.
/// Throws: UnsupportedError in a build without OpenCV's ml; OptionError for ν outside (0, 1), a negative γ or
/// a tolerance that is not above 0; DataError for fewer than two finite rows, fewer than 1/ν of them, or no
/// feature with spread. Source: Schölkopf et al. 2001.
OneClass fitOneClass(const FeatureTable& table, const OneClassOptions& options = {});

/// Σ α_i e^(−γ |x − x_i|²) − ρ of every row: above 0 inside the border, −ρ far from everything; NaN for rows
/// that are not finite. Throws: ShapeError where the table has another number of features; DataError where
/// the parts disagree in size.
std::vector<double> depthInside(const OneClass& border, const FeatureTable& table);

}  // namespace nescio
