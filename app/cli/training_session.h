// What train and resume share: a training that is watched, and the words about how it ended.
#pragma once

#include <functional>
#include <string>

#include "app/cli/console.h"
#include "core/train/training.h"

namespace nescio {

/// Runs `job` (which trains into the file `run`) with a progress bar, then says how it ended.
/// Returns: the exit code.   Throws: what the job throws.
int runTraining(const std::string& run, const std::function<JobEnd(std::stop_token, LiveTraining&)>& job,
                const std::string& command, Console& console);

}  // namespace nescio
