// Experiments small enough to run by the dozen: a few synthetic images, a flow that trains in a second, and a
// look into the tables that come out.
#pragma once

#include <stdexcept>
#include <string>

#include "core/analysis/experiment.h"
#include "core/train/training.h"
#include "datasets/load.h"

namespace nescio::tests {

inline ImageSet garments(std::int64_t n) {
    return *loadImageSet("synthetic/garments", {.limit = n});
}
inline ImageSet strokes(std::int64_t n) {
    return *loadImageSet("synthetic/strokes", {.limit = n});
}

inline RunSpec smallFlow() {
    using Int = std::int64_t;
    return {.model = "cv_glow",
            .preset = "",
            .modelOptions = {{"levels", Int{2}}, {"steps", Int{2}}, {"hidden", Int{8}}},
            .trainOptions = {{"steps", Int{20}}, {"batch", Int{16}}}};
}

/// Throws where there is none, which fails the test by name.
inline const ResultColumn& columnOf(const ExperimentResult& result, const std::string& table,
                                    const std::string& title) {
    for (const auto& one : result.tables)
        if (one.id == table)
            for (const auto& column : one.columns)
                if (column.title == title) return column;
    throw std::runtime_error("no column " + table + "/" + title);
}

}  // namespace nescio::tests
