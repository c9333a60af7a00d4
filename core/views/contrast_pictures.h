// What the images of two selections look like: their means and spreads, and typical ones of each.
#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/values/result_figure.h"
#include "core/views/contrast.h"

namespace nescio {

/// Sheets of images, and what has to be said of those that are not in them.
struct ContrastPictures {
    std::vector<ResultImages> sheets;
    std::vector<std::string> remarks;
};

/// Of the images at hand that have the shape of the first one; no sheet where a side has none. nullopt when
/// stopped.
std::optional<ContrastPictures> contrastPictures(const ContrastInput& input, const std::stop_token& stop,
                                                 ProgressBoard* board);

}  // namespace nescio
