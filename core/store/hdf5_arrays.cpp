#include "core/store/hdf5.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <numeric>

#include <fmt/format.h>

#include "core/values/failure.h"

namespace nescio::hdf5 {
namespace {

hid_t nativeType(ArrayType type) {
    switch (type) {
        case ArrayType::Float32:
            return H5T_NATIVE_FLOAT;
        case ArrayType::Float64:
            return H5T_NATIVE_DOUBLE;
        case ArrayType::Int64:
            return H5T_NATIVE_INT64;
        case ArrayType::UInt8:
            return H5T_NATIVE_UINT8;
    }
    return H5T_NATIVE_UINT8;
}

ArrayType arrayTypeOf(hid_t type, const std::string& name) {
    const auto kind = H5Tget_class(type);
    const auto size = H5Tget_size(type);
    if (kind == H5T_FLOAT) return size <= 4 ? ArrayType::Float32 : ArrayType::Float64;
    if (kind == H5T_INTEGER)
        return size == 1 && H5Tget_sign(type) == H5T_SGN_NONE ? ArrayType::UInt8 : ArrayType::Int64;
    throw RunFileError("dataset “" + name + "”: expected numbers, found another type");
}

/// Chunks of about 64 KiB along the first axis.
std::vector<hsize_t> chunkOf(const std::vector<hsize_t>& shape, std::size_t itemBytes) {
    auto chunk = shape;
    const auto rowBytes =
        std::accumulate(shape.begin() + 1, shape.end(), hsize_t{itemBytes}, std::multiplies<>());
    chunk[0] = std::clamp<hsize_t>(65'536 / std::max<hsize_t>(1, rowBytes), 1, shape[0]);
    return chunk;
}

template <class T>
NamedArray packed(const std::string& name, ArrayType type, std::span<const T> values,
                  std::vector<std::int64_t> shape) {
    if (shape.empty()) shape = {static_cast<std::int64_t>(values.size())};
    NamedArray array{.name = name, .type = type, .shape = std::move(shape), .bytes = {}};
    array.bytes.resize(values.size_bytes());
    if (!values.empty()) std::memcpy(array.bytes.data(), values.data(), array.bytes.size());
    return array;
}

template <class T>
std::vector<T> unpacked(const NamedArray& array) {
    std::vector<T> values(array.bytes.size() / sizeof(T));
    if (!values.empty()) std::memcpy(values.data(), array.bytes.data(), array.bytes.size());
    return values;
}

/// A dataset, opened; HDF5 converts numbers while it reads.
struct OpenArray {
    std::string name, what;
    Handle dataset, space, type;

    OpenArray(hid_t group, const std::string& id)
        : name(id),
          what("expected a dataset “" + id + "”, found none or a damaged one"),
          dataset(H5Dopen2(group, id.c_str(), H5P_DEFAULT), H5Dclose, what),
          space(H5Dget_space(dataset), H5Sclose, what),
          type(H5Dget_type(dataset), H5Tclose, what) {}

    [[nodiscard]] NamedArray read(ArrayType as) const {
        std::vector<hsize_t> shape(static_cast<std::size_t>(std::max(0, H5Sget_simple_extent_ndims(space))));
        H5Sget_simple_extent_dims(space, shape.data(), nullptr);
        NamedArray array{.name = name, .type = as, .shape = {shape.begin(), shape.end()}, .bytes = {}};
        const auto count = std::accumulate(shape.begin(), shape.end(), hsize_t{1}, std::multiplies<>());
        const auto native = nativeType(as);
        if (count > 0) requireWhole(dataset, name);
        array.bytes.resize(count * H5Tget_size(native));
        if (count > 0)
            require(H5Dread(dataset, native, H5S_ALL, H5S_ALL, H5P_DEFAULT, array.bytes.data()), what);
        return array;
    }
};

}  // namespace

namespace {

hsize_t bytesOf(hid_t dataset, hid_t space, const std::string& what) {
    const Handle type(H5Dget_type(dataset), H5Tclose, what);
    return static_cast<hsize_t>(std::max<hssize_t>(0, H5Sget_simple_extent_npoints(space))) *
           static_cast<hsize_t>(H5Tget_size(type));
}

hsize_t chunksOf(hid_t space, hid_t creation, const std::string& what) {
    std::vector<hsize_t> shape(static_cast<std::size_t>(std::max(0, H5Sget_simple_extent_ndims(space))));
    std::vector<hsize_t> chunk(shape.size());
    H5Sget_simple_extent_dims(space, shape.data(), nullptr);
    require(H5Pget_chunk(creation, static_cast<int>(chunk.size()), chunk.data()), what);
    hsize_t count = 1;
    for (std::size_t axis = 0; axis < shape.size(); ++axis)
        count *= (shape[axis] + chunk[axis] - 1) / chunk[axis];
    return count;
}

}  // namespace

void requireWhole(hid_t dataset, const std::string& name) {
    const auto what = "expected a dataset “" + name + "”, found a damaged one";
    const Handle creation(H5Dget_create_plist(dataset), H5Pclose, what);
    const Handle space(H5Dget_space(dataset), H5Sclose, what);
    const auto layout = H5Pget_layout(creation);
    if (layout == H5D_VIRTUAL) return;  // lies in other files
    hsize_t needed = 0, found = 0;
    if (layout == H5D_CHUNKED) {
        needed = chunksOf(space, creation, what);
        require(H5Dget_num_chunks(dataset, space, &found), what);
    } else {
        needed = bytesOf(dataset, space, what);
        found = H5Dget_storage_size(dataset);
    }
    if (found < needed)
        throw RunFileError(
            fmt::format("expected all of “{}” to be in the file, found {} of {} {}; what is missing was "
                        "never written, or the file is damaged",
                        name, found, needed, layout == H5D_CHUNKED ? "pieces" : "bytes"));
}

Handle writeArray(hid_t group, const NamedArray& array, bool compress) {
    const auto what = "cannot write dataset “" + array.name + "”";
    const std::vector<hsize_t> shape(array.shape.begin(), array.shape.end());
    const bool empty = array.bytes.empty();
    const Handle space(shape.empty()
                           ? H5Screate(H5S_SCALAR)
                           : H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr),
                       H5Sclose, what);
    const Handle create(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, what);
    const auto type = nativeType(array.type);
    if (compress && !empty && !shape.empty()) {
        const auto chunk = chunkOf(shape, H5Tget_size(type));
        require(H5Pset_chunk(create, static_cast<int>(chunk.size()), chunk.data()), what);
        require(H5Pset_shuffle(create), what);
        require(H5Pset_deflate(create, 4), what);
    }
    Handle dataset(H5Dcreate2(group, array.name.c_str(), type, space, H5P_DEFAULT, create, H5P_DEFAULT),
                   H5Dclose, what);
    if (!empty) require(H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, array.bytes.data()), what);
    return dataset;
}

NamedArray readArray(hid_t group, const std::string& name) {
    const OpenArray found(group, name);
    return found.read(arrayTypeOf(found.type, name));
}
NamedArray readArrayAs(hid_t group, const std::string& name, ArrayType type) {
    const OpenArray found(group, name);
    arrayTypeOf(found.type, name);  // numbers, that is
    return found.read(type);
}

Handle writeReals(hid_t group, const std::string& name, const std::vector<double>& values,
                  std::vector<std::int64_t> shape) {
    return writeArray(group, packed<double>(name, ArrayType::Float64, values, std::move(shape)), true);
}
Handle writeInts(hid_t group, const std::string& name, const std::vector<std::int64_t>& values) {
    return writeArray(group, packed<std::int64_t>(name, ArrayType::Int64, values, {}), true);
}
Handle writeBytes(hid_t group, const std::string& name, std::span<const std::uint8_t> values,
                  std::vector<std::int64_t> shape) {
    return writeArray(group, packed(name, ArrayType::UInt8, values, std::move(shape)), true);
}
std::vector<double> readReals(hid_t group, const std::string& name) {
    return unpacked<double>(readArrayAs(group, name, ArrayType::Float64));
}
std::vector<std::int64_t> readInts(hid_t group, const std::string& name) {
    return unpacked<std::int64_t>(readArrayAs(group, name, ArrayType::Int64));
}

}  // namespace nescio::hdf5
