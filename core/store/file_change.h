// Changes a run file, in place where that will do and by writing it anew where not; either way as a whole or
// not at all, one writer at a time.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "core/store/hdf5.h"

namespace nescio {

/// What a change is made of. HDF5 files, open: `from` is what stands there, `to` the one written.
struct FileChange {
    /// Paths in the file whose parts give way.
    std::vector<std::string> replaced = {};
    /// Writes the new parts; the replaced ones are not there. It is called again when the file turns out to
    /// be one that others keep open.
    std::function<void(hid_t to)> write;
    /// Whether the file that stands there may be changed in place; nothing means no.
    std::function<bool(hid_t from)> fitsInPlace = {};
    /// Brings over what is not replaced when the file is written anew; nothing means that nothing stays.
    std::function<void(hid_t from, hid_t to)> keep = {};
};

/// A change in place takes memory for what it writes, not for the file. The space of replaced parts stays
/// unused; once that is more than 8 MiB and more than a quarter of the file, the file is written anew.
/// Symbolic links are followed, owner and mode stay.
/// Throws: RunFileError naming the file; whatever the functions throw. The file is then as it was.
void changeRun(const std::filesystem::path& path, const FileChange& change);

}  // namespace nescio
