// How the result of an experiment lies in a run file: a group of its own, in it one a table, a figure and a
// sheet of images. A series of a figure is an NXdata group, so that HDF5 viewers plot it unaided.
#pragma once

#include "core/store/hdf5.h"
#include "core/values/experiment.h"

namespace nescio {

void writeExperiment(hid_t parent, const ExperimentResult& result);
/// Throws: RunFileError saying what was expected.
ExperimentResult readExperiment(hid_t parent, const std::string& id);

}  // namespace nescio
