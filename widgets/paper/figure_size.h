// Sizes that journals print figures at.
#pragma once

#include <vector>

#include <QString>

namespace nescio {

inline constexpr double kMmPerInch = 25.4;

/// Columns of a page: a single and a double one.
inline constexpr double kSingleColumnMm = 84;
inline constexpr double kDoubleColumnMm = 174;

/// Size of an exported figure.
struct FigureSize {
    double widthMm = kSingleColumnMm;  ///< 20..1000
    double heightMm = 56;              ///< 20..1000
    int dpi = 300;                     ///< 72..1200; of the PNG only
    bool operator==(const FigureSize&) const = default;
};

/// A width by name.
struct PaperWidth {
    QString name;
    double mm = 0;
};

/// Common widths, narrow ones of a publisher first. Measured columns change from style to style: the name
/// says the width.
const std::vector<PaperWidth>& paperWidths();

}  // namespace nescio
