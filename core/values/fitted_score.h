// What fitting a score to reference images left: numbers, and whose they are.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/values/column_key.h"

namespace nescio {

/// The numbers of a fitted score, by name.
struct ScoreState {
    std::map<std::string, std::vector<double>> numbers = {};
    /// The only number of a list.   Throws: DataError where there is not exactly one.
    [[nodiscard]] double number(const std::string& name) const;
    /// Throws: DataError where there is no such list.
    [[nodiscard]] const std::vector<double>& list(const std::string& name) const;
    bool operator==(const ScoreState&) const = default;
};

/// A fit as a run file keeps it.
struct FittedScore {
    std::string score;           ///< id
    std::string reference;       ///< id of the set that it was fitted to
    std::string referenceTitle;  ///< for people
    std::string referenceKey;    ///< digestOf() the key of its terms
    std::int64_t images = 0;     ///< of the reference
    WeightsId weights;           ///< of the model that made the numbers
    ScoreState state;
};

}  // namespace nescio
