#include "core/store/hdf5.h"

#include <algorithm>
#include <cstring>

#include "core/values/failure.h"

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

void describe(hid_t dataset, const std::string& units, const std::string& longName) {
    writeText(dataset, "units", units);
    writeText(dataset, "long_name", longName);
}

}  // namespace nescio::hdf5
