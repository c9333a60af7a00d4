// Scores that hold an image's likelihood, or nothing, against the length of its code in a lossless format.
#pragma once

#include <string>
#include <vector>

#include "core/scores/score.h"

namespace nescio {

/// A lossless code that lengths are measured in: the measure `<id>` has the columns `bytes` and `net`, the
/// length beyond that of a constant image of the same shape.
struct CodeFormat {
    std::string id, title;
};
const std::vector<CodeFormat>& codeFormats();

/// Of every image 8 · bytes / D.   Units: bits/dim.   Requires: the measure; `column` one of its two.
std::vector<double> codeBitsPerDim(const SetColumns& columns, const std::string& code,
                                   const std::string& column);

}  // namespace nescio
