// Scores fitted over columns that a person chose: how common an image's numbers are together among those of
// training images, or on which side of out-of-distribution images that were shown it lies.
#pragma once

#include <string>
#include <vector>

#include "core/scores/named_columns.h"
#include "core/scores/score.h"

namespace nescio {

inline constexpr std::size_t kMostCombined = 16;  ///< columns of a fit
inline constexpr int kMostComponents = 50;

/// What every combination is asked with.
struct CombinationOrder {
    std::string id;
    std::string title;               ///< "" for what it is
    std::vector<std::string> names;  ///< as in formulas
};

/// A Gaussian mixture, fitted to whatever reference a comparison brings.
/// Throws: OptionError for an id that is taken, names that are unknown, doubled, none or too many.
Composition mixtureOver(const CombinationOrder& order, int components, const std::vector<TermInfo>& terms,
                        const std::vector<MeasuredName>& measured);

/// A logistic regression, fitted here and kept as it is: it was told the images of `ood`, which its badge and
/// its words say. Throws: as above; UnsupportedError where the sets must not meet or lack a column; DataError
/// where nothing can be told apart.
Composition logisticOver(const CombinationOrder& order, const SetColumns& in, const SetColumns& ood,
                         const std::vector<MeasuredName>& measured);

/// The score itself.   Requires: a composition of one of the two.
ScoreKind combinedScore(const Composition& composition);

}  // namespace nescio
