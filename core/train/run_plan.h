// A run before its first step: what was asked for, completed and checked, with where it comes from.
#pragma once

#include "core/math/device.h"
#include "core/values/image.h"
#include "core/values/run.h"

namespace nescio {

/// The options that the spec's preset means for images of a shape, under what was asked for on top of it.
/// Throws: OptionError on an unknown model, preset, option or value.
RunSpec resolved(RunSpec spec, const ImageShape& shape);

/// Settings, title, training set and provenance of a run that starts now; no step done.
/// Throws: as resolved(); DataError for a set without images.
RunSummary plannedRun(RunSpec spec, const ImageSet& data, const DeviceChoice& device);

}  // namespace nescio
