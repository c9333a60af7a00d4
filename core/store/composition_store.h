// Scores that a person made inside an open run file: one group a score.
#pragma once

#include <string>
#include <vector>

#include "core/store/hdf5.h"
#include "core/values/composition.h"

namespace nescio {

/// Where a composition lies in a run file, by its id.
std::string pathOf(const Composition& composition);

/// Requires: nothing lies there.
void writeComposition(hid_t file, const Composition& composition);
/// All of them, oldest first.
std::vector<Composition> readAllCompositions(hid_t file);

}  // namespace nescio
