// The sets that a run names: what it was trained on with its test part, what it watched and what it has
// scored, as far as their images are on this machine.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "app/session/session_values.h"

namespace nescio {

using TablesBySet = std::map<std::string, std::shared_ptr<const TermTable>>;

/// Entries without images, each set once: training set, its test parts, the others. Samples are none of them.
/// Thread: any; looks at files.
std::vector<DataEntry> namedSets(const RunSummary& run, const TablesBySet& tables,
                                 const std::vector<CatalogueEntry>& catalogue);

/// Those of the sets that the run has not scored with its own weights, or only in part: of the training set
/// `reference` images are enough, of the others all.
std::vector<std::string> unscoredOf(const RunEntry& run, const std::vector<DataEntry>& sets,
                                    std::int64_t reference);

}  // namespace nescio
