// Two kinds of rows told apart by a weighted sum of features: logistic regression.
#pragma once

#include <vector>

#include "core/stats/feature_table.h"

namespace nescio {

/// All that is needed to evaluate it. Shapes: a weight for each of standard.kept() features.
struct Logistic {
    Standardisation standard;
    double bias = 0;
    std::vector<double> weights;  ///< of the standardised features that have spread
};

/// The optimum of Σ log(1 + e^−±(bias + w·x)) + ridge · |w|²/2 over standardised rows, by Newton's method.
/// `isOne` says of each row which kind it is. Rows that are not finite are left out; so are features without
/// spread. Needs no library: OpenCV's divides its steps by the number of rows twice and is 95 % away from the
/// optimum after 10,000 of them (4.10, 40,000 rows). Throws: ShapeError where there is not one `isOne` a row;
/// OptionError for a ridge that is not above 0 (where a plane parts the kinds there would be no optimum);
/// DataError where a kind has no finite row or no feature has spread.
Logistic fitLogistic(const FeatureTable& table, const std::vector<bool>& isOne, double ridge = 1);

/// bias + w·x of every row, the logarithm of the odds for "one"; NaN for rows that are not finite.
/// Throws: ShapeError where the table has another number of features; DataError where the parts disagree in
/// size.
std::vector<double> logOdds(const Logistic& logistic, const FeatureTable& table);

}  // namespace nescio
