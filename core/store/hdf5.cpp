#include "core/store/hdf5.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <numeric>

#include <fmt/format.h>

#include "core/values/failure.h"

namespace nescio::hdf5 {
namespace {

void require(herr_t status, const std::string& what) {
    if (status < 0) throw RunFileError(what);
}

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
    if (kind == H5T_FLOAT) return size == 4 ? ArrayType::Float32 : ArrayType::Float64;
    if (kind == H5T_INTEGER) return size == 1 ? ArrayType::UInt8 : ArrayType::Int64;
    throw RunFileError("dataset “" + name + "”: expected numbers, found another type");
}

Handle textType(std::size_t length) {
    Handle type(H5Tcopy(H5T_C_S1), H5Tclose, "text type");
    require(H5Tset_size(type, std::max<std::size_t>(1, length)), "text type");
    require(H5Tset_cset(type, H5T_CSET_UTF8), "text type");
    require(H5Tset_strpad(type, H5T_STR_NULLPAD), "text type");
    return type;
}

Handle boolType() {
    Handle type(H5Tenum_create(H5T_NATIVE_INT8), H5Tclose, "bool type");
    std::int8_t value = 0;
    require(H5Tenum_insert(type, "FALSE", &value), "bool type");
    value = 1;
    require(H5Tenum_insert(type, "TRUE", &value), "bool type");
    return type;
}

void writeAttribute(hid_t object, const std::string& name, hid_t type, hid_t space, const void* data) {
    const auto what = "cannot write attribute “" + name + "”";
    if (H5Aexists(object, name.c_str()) > 0) require(H5Adelete(object, name.c_str()), what);
    const Handle attribute(H5Acreate2(object, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose,
                           what);
    require(H5Awrite(attribute, type, data), what);
}

void writeScalar(hid_t object, const std::string& name, hid_t type, const void* data) {
    const Handle space(H5Screate(H5S_SCALAR), H5Sclose, "scalar space");
    writeAttribute(object, name, type, space, data);
}

Handle openAttribute(hid_t object, const std::string& name) {
    return {H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose,
            "expected an attribute “" + name + "”, found none"};
}

template <class T>
T readScalar(hid_t object, const std::string& name, hid_t type) {
    const Handle attribute = openAttribute(object, name);
    T value{};
    require(H5Aread(attribute, type, &value), "cannot read attribute “" + name + "”");
    return value;
}

std::vector<std::string> readTextsFrom(hid_t attribute, const std::string& name) {
    const auto what = "cannot read text attribute “" + name + "”";
    const Handle type(H5Aget_type(attribute), H5Tclose, what);
    const Handle space(H5Aget_space(attribute), H5Sclose, what);
    if (H5Tget_class(type) != H5T_STRING || H5Tis_variable_str(type) > 0)
        throw RunFileError("attribute “" + name + "”: expected fixed-length text, found another type");
    const auto length = H5Tget_size(type);
    const auto count = static_cast<std::size_t>(std::max<hssize_t>(0, H5Sget_simple_extent_npoints(space)));
    std::vector<char> buffer(length * count + 1);
    if (count > 0) require(H5Aread(attribute, type, buffer.data()), what);
    std::vector<std::string> values;
    for (std::size_t i = 0; i < count; ++i) {
        const char* text = buffer.data() + i * length;
        values.emplace_back(text, strnlen(text, length));
    }
    return values;
}

/// Chunks of about 64 KiB along the first axis.
std::vector<hsize_t> chunkOf(const std::vector<hsize_t>& shape, std::size_t itemBytes) {
    auto chunk = shape;
    const auto rowBytes =
        std::accumulate(shape.begin() + 1, shape.end(), hsize_t{itemBytes}, std::multiplies<>());
    chunk[0] = std::clamp<hsize_t>(65'536 / std::max<hsize_t>(1, rowBytes), 1, shape[0]);
    return chunk;
}

}  // namespace

Handle::Handle(hid_t id, Close closer, const std::string& what) : m_id(id), m_close(closer) {
    if (id < 0) throw RunFileError(what);
}
Handle::~Handle() {
    if (m_id >= 0) m_close(m_id);
}
Handle::Handle(Handle&& other) noexcept : m_id(other.m_id), m_close(other.m_close) {
    other.m_id = -1;
}

QuietErrors::QuietErrors() {
    H5Eget_auto2(H5E_DEFAULT, &m_function, &m_data);
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}
QuietErrors::~QuietErrors() {
    H5Eset_auto2(H5E_DEFAULT, m_function, m_data);
}

Handle createInMemory() {
    constexpr std::size_t kGrowth = 1 << 20;
    const Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, "file access");
    // Old readers open these files; the newest format they would not.
    require(H5Pset_libver_bounds(access, H5F_LIBVER_EARLIEST, H5F_LIBVER_V18), "file access");
    require(H5Pset_fapl_core(access, kGrowth, /*backing_store=*/false), "file access");
    return {H5Fcreate("run", H5F_ACC_TRUNC, H5P_DEFAULT, access), H5Fclose, "cannot start a run file"};
}

std::vector<std::byte> imageOf(hid_t file) {
    const std::string what = "cannot finish a run file";
    require(H5Fflush(file, H5F_SCOPE_GLOBAL), what);
    const auto size = H5Fget_file_image(file, nullptr, 0);
    if (size <= 0) throw RunFileError(what);
    std::vector<std::byte> image(static_cast<std::size_t>(size));
    if (H5Fget_file_image(file, image.data(), image.size()) != size) throw RunFileError(what);
    return image;
}

Handle openFile(const std::filesystem::path& path) {
    const auto where = "“" + path.string() + "”";
    std::error_code error;
    const auto bytes = std::filesystem::file_size(path, error);
    if (error) throw RunFileError("expected a run file, found nothing readable at " + where);
    if (H5Fis_hdf5(path.c_str()) <= 0)
        throw RunFileError("expected a run file (HDF5), found " + std::to_string(bytes) +
                           " bytes of something else in " + where);
    const Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, "file access");
#if H5_VERSION_GE(1, 10, 7)
    H5Pset_file_locking(access, false, true);  // a reader never blocks the writer
#endif
    return {H5Fopen(path.c_str(), H5F_ACC_RDONLY, access), H5Fclose,
            "expected a complete run file, found one that is cut short or damaged (" + std::to_string(bytes) +
                " bytes) in " + where};
}

Handle makeGroup(hid_t parent, const std::string& path) {
    if (exists(parent, path)) return openGroup(parent, path);
    const Handle link(H5Pcreate(H5P_LINK_CREATE), H5Pclose, "link options");
    require(H5Pset_create_intermediate_group(link, 1), "link options");
    return {H5Gcreate2(parent, path.c_str(), link, H5P_DEFAULT, H5P_DEFAULT), H5Gclose,
            "cannot create group “" + path + "”"};
}

Handle openGroup(hid_t parent, const std::string& path) {
    return {H5Gopen2(parent, path.c_str(), H5P_DEFAULT), H5Gclose,
            "expected a group “" + path + "”, found none"};
}

bool exists(hid_t parent, const std::string& path) {
    // H5Lexists needs every parent of the link to exist.
    for (auto slash = path.find('/'); slash != std::string::npos; slash = path.find('/', slash + 1))
        if (slash > 0 && H5Lexists(parent, path.substr(0, slash).c_str(), H5P_DEFAULT) <= 0) return false;
    return H5Lexists(parent, path.c_str(), H5P_DEFAULT) > 0;
}

std::vector<std::string> childrenOf(hid_t group) {
    std::vector<std::string> names;
    const auto collect = [](hid_t, const char* name, const H5L_info_t*, void* out) -> herr_t {
        static_cast<std::vector<std::string>*>(out)->emplace_back(name);
        return 0;
    };
    require(H5Literate(group, H5_INDEX_NAME, H5_ITER_INC, nullptr, collect, &names), "cannot list a group");
    return names;
}

void writeText(hid_t object, const std::string& name, const std::string& value) {
    writeScalar(object, name, textType(value.size()), value.empty() ? "" : value.data());
}
void writeInt(hid_t object, const std::string& name, std::int64_t value) {
    writeScalar(object, name, H5T_NATIVE_INT64, &value);
}
void writeReal(hid_t object, const std::string& name, double value) {
    writeScalar(object, name, H5T_NATIVE_DOUBLE, &value);
}
void writeBool(hid_t object, const std::string& name, bool value) {
    const std::int8_t stored = value ? 1 : 0;
    writeScalar(object, name, boolType(), &stored);
}

void writeTexts(hid_t object, const std::string& name, const std::vector<std::string>& values) {
    std::size_t length = 1;
    for (const auto& value : values) length = std::max(length, value.size());
    std::vector<char> buffer(length * std::max<std::size_t>(1, values.size()));
    for (std::size_t i = 0; i < values.size(); ++i)
        std::memcpy(buffer.data() + i * length, values[i].data(), values[i].size());
    const hsize_t count = values.size();
    const Handle space(count > 0 ? H5Screate_simple(1, &count, nullptr) : H5Screate(H5S_NULL), H5Sclose,
                       "text space");
    writeAttribute(object, name, textType(length), space, buffer.data());
}

std::string readText(hid_t object, const std::string& name) {
    const auto values = readTexts(object, name);
    return values.empty() ? "" : values.front();
}
std::int64_t readInt(hid_t object, const std::string& name) {
    return readScalar<std::int64_t>(object, name, H5T_NATIVE_INT64);
}
double readReal(hid_t object, const std::string& name) {
    return readScalar<double>(object, name, H5T_NATIVE_DOUBLE);
}
std::vector<std::string> readTexts(hid_t object, const std::string& name) {
    return readTextsFrom(openAttribute(object, name), name);
}

OptionValue readOption(hid_t object, const std::string& name) {
    const Handle attribute = openAttribute(object, name);
    const Handle type(H5Aget_type(attribute), H5Tclose, "attribute type");
    switch (H5Tget_class(type)) {
        case H5T_INTEGER:
            return readInt(object, name);
        case H5T_FLOAT:
            return readReal(object, name);
        case H5T_STRING:
            return readText(object, name);
        case H5T_ENUM: {
            std::int8_t stored = 0;
            require(H5Aread(attribute, type, &stored), "cannot read switch “" + name + "”");
            return stored != 0;
        }
        default:
            throw RunFileError("option “" + name + "”: expected a number, text or switch");
    }
}

std::vector<std::string> attributesOf(hid_t object) {
    std::vector<std::string> names;
    const auto collect = [](hid_t, const char* name, const H5A_info_t*, void* out) -> herr_t {
        static_cast<std::vector<std::string>*>(out)->emplace_back(name);
        return 0;
    };
    require(H5Aiterate2(object, H5_INDEX_NAME, H5_ITER_INC, nullptr, collect, &names),
            "cannot list attributes");
    return names;
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
    const auto what = "expected a dataset “" + name + "”, found none or a damaged one";
    const Handle dataset(H5Dopen2(group, name.c_str(), H5P_DEFAULT), H5Dclose, what);
    const Handle space(H5Dget_space(dataset), H5Sclose, what);
    const Handle type(H5Dget_type(dataset), H5Tclose, what);
    NamedArray array{.name = name, .type = arrayTypeOf(type, name), .shape = {}, .bytes = {}};
    std::vector<hsize_t> shape(static_cast<std::size_t>(std::max(0, H5Sget_simple_extent_ndims(space))));
    H5Sget_simple_extent_dims(space, shape.data(), nullptr);
    array.shape.assign(shape.begin(), shape.end());
    const auto count = std::accumulate(shape.begin(), shape.end(), hsize_t{1}, std::multiplies<>());
    const auto native = nativeType(array.type);
    array.bytes.resize(count * H5Tget_size(native));
    if (count > 0) require(H5Dread(dataset, native, H5S_ALL, H5S_ALL, H5P_DEFAULT, array.bytes.data()), what);
    return array;
}

namespace {

template <class T>
NamedArray packed(const std::string& name, ArrayType type, const std::vector<T>& values,
                  std::vector<std::int64_t> shape) {
    if (shape.empty()) shape = {static_cast<std::int64_t>(values.size())};
    NamedArray array{.name = name, .type = type, .shape = std::move(shape), .bytes = {}};
    array.bytes.resize(values.size() * sizeof(T));
    if (!values.empty()) std::memcpy(array.bytes.data(), values.data(), array.bytes.size());
    return array;
}

template <class T>
std::vector<T> unpacked(const NamedArray& array, ArrayType type) {
    if (array.type != type)
        throw RunFileError("dataset “" + array.name + "”: expected another type of number");
    std::vector<T> values(array.bytes.size() / sizeof(T));
    if (!values.empty()) std::memcpy(values.data(), array.bytes.data(), array.bytes.size());
    return values;
}

}  // namespace

Handle writeReals(hid_t group, const std::string& name, const std::vector<double>& values,
                  std::vector<std::int64_t> shape) {
    return writeArray(group, packed(name, ArrayType::Float64, values, std::move(shape)), true);
}
Handle writeInts(hid_t group, const std::string& name, const std::vector<std::int64_t>& values) {
    return writeArray(group, packed(name, ArrayType::Int64, values, {}), true);
}
Handle writeBytes(hid_t group, const std::string& name, const std::vector<std::uint8_t>& values,
                  std::vector<std::int64_t> shape) {
    return writeArray(group, packed(name, ArrayType::UInt8, values, std::move(shape)), true);
}
std::vector<double> readReals(hid_t group, const std::string& name) {
    return unpacked<double>(readArray(group, name), ArrayType::Float64);
}
std::vector<std::int64_t> readInts(hid_t group, const std::string& name) {
    return unpacked<std::int64_t>(readArray(group, name), ArrayType::Int64);
}

void describe(hid_t dataset, const std::string& units, const std::string& longName) {
    writeText(dataset, "units", units);
    writeText(dataset, "long_name", longName);
}

std::string libraryVersion() {
    unsigned major = 0, minor = 0, release = 0;
    H5get_libversion(&major, &minor, &release);
    return fmt::format("HDF5 {}.{}.{}", major, minor, release);
}

}  // namespace nescio::hdf5
