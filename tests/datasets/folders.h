// What tests of folders ask of a set.
#pragma once

#include <string>
#include <vector>

#include "datasets/load.h"

namespace folders {

inline bool said(const nescio::ImageSet& set, const std::string& words) {
    for (const auto& change : set.changes)
        if (change.find(words) != std::string::npos) return true;
    return false;
}

inline std::vector<std::string> partsIn(const std::string& folder) {
    std::vector<std::string> names;
    for (const auto& part : nescio::partsOf(folder)) names.push_back(part.name);
    return names;
}

}  // namespace folders
