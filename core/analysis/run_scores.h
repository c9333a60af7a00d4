// The scores that a run has: registered ones, and those that a person composed or imported and the run file
// keeps.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/scores/score.h"
#include "core/values/composition.h"

namespace nescio {

/// scoresFor() these terms, then the compositions, oldest first.
std::vector<ScoreKind> scoresOf(const std::vector<Composition>& compositions,
                                const std::vector<TermInfo>& terms);

/// The same with what the run's file keeps; "" or no run there: nothing.   Throws: RunFileError.
std::vector<ScoreKind> scoresOf(const std::filesystem::path& run, const std::vector<TermInfo>& terms);

/// One of them, as scoreAmong().   Throws: OptionError naming the known ids, RunFileError.
ScoreKind scoreNamed(const std::filesystem::path& run, const std::string& id,
                     const std::vector<TermInfo>& terms);

}  // namespace nescio
