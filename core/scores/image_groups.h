// Images judged M at a time: which ones go together.
#pragma once

#include <cstdint>
#include <vector>

#include "core/values/column_key.h"

namespace nescio {

/// Rows in groups of m, each row in one group at most; what is left over of the last is in none. Which ones
/// go together is as good as random, and decided by the images alone: their order in the file, and by class,
/// plays no part.
std::vector<std::vector<std::size_t>> imageGroups(const ColumnKey& key, std::int64_t m);

/// The mean of each group; of m = 1 the values as they stand.
std::vector<double> groupMeans(const std::vector<double>& values, const ColumnKey& key, std::int64_t m);

}  // namespace nescio
