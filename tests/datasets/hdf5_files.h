// HDF5 files as other programs write them, by the library's own calls.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <hdf5.h>

namespace files {

/// An array to be written: numbers of a file type, from memory of the same.
struct Hdf5Array {
    std::string name;  ///< groups on the way are made
    std::vector<hsize_t> shape;
    std::string bytes;  ///< none: the array is never written
    hid_t type = H5T_STD_U8LE;
};

/// `userBlock`: bytes before the file begins, as MATLAB leaves them.
inline void writeHdf5(const std::filesystem::path& path, const std::vector<Hdf5Array>& arrays,
                      const std::string& userBlock = {}, bool packed = false) {
    std::filesystem::create_directories(path.parent_path());
    const hid_t creation = H5Pcreate(H5P_FILE_CREATE), links = H5Pcreate(H5P_LINK_CREATE);
    if (!userBlock.empty()) H5Pset_userblock(creation, 512);
    H5Pset_create_intermediate_group(links, 1);
    const hid_t file = H5Fcreate(path.c_str(), H5F_ACC_TRUNC, creation, H5P_DEFAULT);
    for (const auto& array : arrays) {
        const hid_t space =
            H5Screate_simple(static_cast<int>(array.shape.size()), array.shape.data(), nullptr);
        const hid_t layout = H5Pcreate(H5P_DATASET_CREATE);
        if (packed) {
            auto chunk = array.shape;
            chunk[0] = 1;
            H5Pset_chunk(layout, static_cast<int>(chunk.size()), chunk.data());
            H5Pset_deflate(layout, 4);
        }
        const hid_t dataset =
            H5Dcreate2(file, array.name.c_str(), array.type, space, links, layout, H5P_DEFAULT);
        if (!array.bytes.empty())
            H5Dwrite(dataset, array.type, H5S_ALL, H5S_ALL, H5P_DEFAULT, array.bytes.data());
        H5Dclose(dataset);
        H5Pclose(layout);
        H5Sclose(space);
    }
    H5Fclose(file);
    H5Pclose(links);
    H5Pclose(creation);
    if (userBlock.empty()) return;
    std::fstream over(path, std::ios::in | std::ios::out | std::ios::binary);
    over.write(userBlock.data(), static_cast<std::streamsize>(userBlock.size()));
}

}  // namespace files
