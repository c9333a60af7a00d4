// A stored sheet of samples as the plot of samples shows it.
#pragma once

#include <string>

#include "core/store/run_file.h"
#include "core/values/plot_data.h"

namespace nescio {

/// Images with the caption "64 samples · temperature 0.7 · seed 1"; `age` as ageWords() has it: which step
/// drew them, where the run has other weights now.
SamplesData samplesOf(const SampleSheet& sheet, const std::string& age);

}  // namespace nescio
