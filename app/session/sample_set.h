// A stored sheet of samples as the list of data sets shows it.
#pragma once

#include "app/session/session_values.h"
#include "core/store/run_file.h"

namespace nescio {

/// The samples as a set that can be scored; at first not checked, because a few wild ones would stretch the
/// axis of the histogram.
DataEntry sampleSetOf(const SampleSheet& sheet);

}  // namespace nescio
