// A stored sheet of samples as the plot of samples and the list of data sets show it.
#pragma once

#include "app/session/session_values.h"
#include "core/store/run_file.h"
#include "core/values/plot_data.h"

namespace nescio {

/// Images with the caption "64 samples · temperature 0.7 · seed 1"; `age` as ageWords() has it: which step
/// drew them, where the run has other weights now.
SamplesData samplesOf(const SampleSheet& sheet, const std::string& age);

/// The same images as a set that can be scored; at first not checked, because a few wild samples would
/// stretch the axis of the histogram.
DataEntry sampleSetOf(const SampleSheet& sheet);

}  // namespace nescio
