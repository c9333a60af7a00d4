// HDF5: "images" [N,C,H,W] and "labels" [N], for h5py.
#include "core/files/whole_file.h"
#include "core/store/array_file.h"
#include "datasets/writer.h"

namespace nescio::writers::hdf5 {
namespace {

bool write(const std::filesystem::path& path, const ImageSet& set, const WriteOptions&) {
    writeWholeFile(path, arrayFileOf(set));
    return true;
}

}  // namespace

WriterKind kind() {
    return {.id = "hdf5", .title = "arrays in HDF5, with labels", .ending = ".h5", .write = write};
}

}  // namespace nescio::writers::hdf5
