// Lets HDF5 read and change a LayeredFile: a file driver of HDF5, in place of its own ones. Nothing else
// stands between HDF5 and the disk, so no lock of HDF5's is taken, and two openings of one file share
// nothing.
#pragma once

#include <memory>

#include "core/store/hdf5.h"
#include "core/store/layered_file.h"

namespace nescio::hdf5 {

enum class Access { Read, Change, Create };

/// What the file refers to when it is opened to be changed is protected from then on; a created file is
/// empty. Objects that are still open are closed with the file.   Throws: RunFileError with `what`.
Handle openLayered(const std::shared_ptr<LayeredFile>& file, Access access, const std::string& what);

}  // namespace nescio::hdf5
