// Writes attributes, each of one kind that h5py reads as a plain value.
#include "core/store/hdf5.h"

#include <algorithm>
#include <cstring>

namespace nescio::hdf5 {
namespace {

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

}  // namespace

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

void describe(hid_t dataset, const std::string& units, const std::string& longName) {
    writeText(dataset, "units", units);
    writeText(dataset, "long_name", longName);
}

}  // namespace nescio::hdf5
