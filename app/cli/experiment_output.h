// The result of an experiment as JSON and as files: what every command that makes one gives.
#pragma once

#include <string>
#include <vector>

#include "app/cli/console.h"
#include "app/cli/experiment_session.h"
#include "app/cli/output_check.h"
#include "app/cli/refusal.h"
#include "core/values/experiment.h"

namespace nescio {

Json toJson(const ExperimentResult& result);

/// Before the work: nothing of the form that writeResult() gives is there unless it may be replaced.
void requireResultOutputs(const OutputSettings& out);

/// Where the run takes no result, the refusal: it can be shown and written all the same.
Refusal kept(const ExperimentOrder& order, const ExperimentResult& result);

/// Writes every table as OUT-<table>.csv, .tex and .md, and every figure as OUT-<figure>.pdf, .svg and .png
/// where it can be drawn, and says so.
/// Throws: OptionError where a file of `inputs` is in the way; Error naming the path.
void writeResult(const OutputSettings& out, const std::vector<std::string>& inputs,
                 const ExperimentResult& result, const Console& console);

}  // namespace nescio
