// Runs side by side as a table: how they ended, what they say of a set, and the settings in which they
// differ.
#pragma once

#include <string>
#include <vector>

#include "core/values/cell_table.h"
#include "core/views/compared_histogram.h"
#include "core/views/run_settings.h"

namespace nescio {

/// Which settings stand in the table.
enum class ShownSettings { Differing, All };

/// A row a run, in their order. `compared` are the paths of those whose settings may differ: of one, none
/// does.
CellTable runTable(const ComparedSet& set, const std::vector<std::string>& compared, ShownSettings settings,
                   const SettingFields& fields);

}  // namespace nescio
