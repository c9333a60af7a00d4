// The engine's values as JSON and as text, in one place so that a thing looks the same in every command.
// The keys are a contract (app/cli/README.md): they are added to, never renamed.
#pragma once

#include <string>
#include <vector>

#include "app/cli/console.h"
#include "core/values/composition.h"
#include "core/values/image.h"
#include "core/values/interval.h"
#include "core/values/run.h"
#include "core/values/term_table.h"

namespace nescio {

/// "train", "test", "ood", "samples", "other".
std::string toId(SetRole role);

Json toJson(const ImageShape& shape);
Json toJson(const OptionValues& values);
Json toJson(const HistoryRow& row);
Json toJson(const Interval& interval);

/// A score that a person made.
Json toJson(const Composition& composition);

/// {"id", "title", "n", "available", "synthetic"}
Json setJson(const std::string& id, const std::string& title, std::int64_t n, std::int64_t available,
             bool synthetic);
/// The set of a table with its role and what the model said on average.
Json toJson(const TermTable& table);
/// What train and resume tell of a run.
Json outcomeJson(const RunSummary& run);

/// "ensemble of 3 members, seeds 1 to 3".
std::string membersText(const RunSpec& spec);

}  // namespace nescio
