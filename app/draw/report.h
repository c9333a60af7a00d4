// What a report says of runs: what they found, then how they were made.
#pragma once

#include <string>
#include <vector>

#include "core/store/run_file.h"
#include "core/values/set_slots.h"

namespace nescio {

class ReportSink;

/// All that a run file holds but its weights.
struct ReportRun {
    RunSummary summary;
    std::vector<TermTable> tables;
    std::optional<SampleSheet> samples;
    std::vector<ExperimentResult> results;
};

/// Throws: RunFileError.
ReportRun readForReport(const std::string& path);

/// Gives the sets that a run names their slots, where they have none.
void giveSlots(SlotBook& slots, const RunSummary& run);

/// Writes the runs into a sink and finishes it; `slots` are what sets had before.   Throws: Error.
/// Thread: GUI.
void writeReport(const std::vector<ReportRun>& runs, ReportSink& sink, SlotBook slots = {});

}  // namespace nescio
