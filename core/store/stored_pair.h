// Two tables of a run file that may be compared: of the same weights, with as many draws.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/store/run_file.h"
#include "core/values/set_columns.h"

namespace nescio {

/// In-distribution against out-of-distribution.
struct TermPair {
    TermTable in, ood;
};

/// The newest such pair, of the run's weights where there is one; with `draws`, of as many draws.
/// Throws: OptionError naming the sets there are, or saying why no two of their tables go together.
TermPair readPair(const std::filesystem::path& run, const std::string& in, const std::string& ood,
                  std::optional<int> draws = std::nullopt);

/// All that the file keeps of a set's images: the terms of the run's weights, else the newest, and the newest
/// of each measurement that covers them.   Throws: RunFileError naming the sets there are.
SetColumns storedColumns(const std::filesystem::path& run, const std::string& setId);
/// The same beside terms that were read already.
SetColumns storedColumns(const std::filesystem::path& run, const TermTable& terms);

}  // namespace nescio
