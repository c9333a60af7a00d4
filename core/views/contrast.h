// Two selections of images against each other: what they look like, and how every column that the run keeps
// of both tells them apart.
#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/values/experiment.h"
#include "core/values/progress.h"
#include "core/views/chosen_images.h"

namespace nescio {

/// One selection.
struct ContrastSide {
    std::string name;
    std::vector<ChosenPart> parts;
};

/// What is contrasted. Signs are of the first: positive where it has more.
struct ContrastInput {
    ContrastSide first, second;
    std::string run;  ///< path of its file; "": terms alone
};

/// Images (means, their difference, standard deviations; those nearest to the median log-likelihood) where
/// both sides have some at hand, and a table with a row a column, the largest |d| first. Numbers that are not
/// finite are left out and counted. nullopt when stopped.
/// Throws: DataError where a side has no image; RunFileError.
std::optional<ExperimentResult> contrast(const ContrastInput& input, const std::stop_token& stop = {},
                                         ProgressBoard* board = nullptr);

}  // namespace nescio
