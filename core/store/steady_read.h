// Reads run files that others may be changing meanwhile: never a state between two. A writer that meets
// readers waits a moment for them, or writes the file anew; where locks do not work, what has changed is read
// again.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>

#include "core/store/hdf5_driver.h"

namespace nescio {

/// The file as it stands, with the change over it that a journal holds. It reads nothing more once somebody
/// has begun to change it.   Throws: RunFileError when there is none.
std::shared_ptr<LayeredFile> layersOfRun(const std::filesystem::path& path);

/// Throws: RunFileError telling what is not HDF5 and what is damaged apart.
hdf5::Handle openRun(const std::shared_ptr<LayeredFile>& file, hdf5::Access access,
                     const std::filesystem::path& path);

/// Calls `read` with the file open; calls it again from the start when the file was changed meanwhile all the
/// same, the last time in turn with the writers.
/// Throws: RunFileError naming the file; whatever `read` throws.
void readRun(const std::filesystem::path& path, const std::function<void(hid_t)>& read);

}  // namespace nescio
