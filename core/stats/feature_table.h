// Rows of numbers, one row an image, one column a feature; and how features of any size are brought to one.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace nescio {

/// Shapes: values holds rows() · features numbers, row by row.
struct FeatureTable {
    std::size_t features = 0;
    std::vector<double> values;

    [[nodiscard]] std::size_t rows() const { return features == 0 ? 0 : values.size() / features; }
    [[nodiscard]] std::span<const double> row(std::size_t i) const {
        return {values.data() + i * features, features};
    }
};

/// Whether no number of a row is NaN or infinite.
bool isFinite(std::span<const double> row);

/// Mean and standard deviation (n − 1) of every feature.
struct Standardisation {
    std::vector<double> means;
    std::vector<double> deviations;  ///< 0: a feature without spread (dispersion.h), which is left out

    /// Features that have spread.
    [[nodiscard]] std::size_t kept() const;
    /// (x − mean) / deviation of these.   Requires: a row of means.size() numbers.
    [[nodiscard]] std::vector<double> apply(std::span<const double> row) const;
};

/// A table made ready to fit: finite rows alone, each with mean 0 and deviation 1 in every feature that has
/// spread.
struct StandardRows {
    Standardisation standard;
    FeatureTable table;
    std::vector<std::size_t> places;  ///< which rows of the original these are
};
/// `what` names the fit in messages. Throws: DataError where no feature has spread among the finite rows,
/// fewer than `least` of these are there, or numbers are too large to square.
StandardRows standardRows(const FeatureTable& table, const std::string& what, std::size_t least);

/// evaluate() of every row after `standard`; NaN for rows that are not finite.
/// Throws: ShapeError where the table has another number of features.
std::vector<double> evaluateRows(const Standardisation& standard, const FeatureTable& table,
                                 const std::string& what,
                                 const std::function<double(std::span<const double>)>& evaluate);

}  // namespace nescio
