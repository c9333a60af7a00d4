// Reads attributes, also as others write them: text of fixed or variable length, numbers of any width and
// order of bytes. What is none of these is told from what is absent, so that whoever lists attributes can
// pass over it.
#include <algorithm>
#include <cstring>

#include <fmt/format.h>

#include "core/store/hdf5.h"
#include "core/store/keep_rest.h"
#include "core/values/failure.h"

namespace nescio::hdf5 {
namespace {

/// An attribute, opened.
struct Found {
    Handle attribute, type, space;
    std::string what;

    Found(hid_t object, const std::string& name)
        : attribute(H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose,
                    "expected an attribute “" + name + "”, found none"),
          type(H5Aget_type(attribute), H5Tclose, name),
          space(H5Aget_space(attribute), H5Sclose, name),
          what("attribute “" + name + "”: ") {}

    [[nodiscard]] std::size_t count() const {
        return static_cast<std::size_t>(std::max<hssize_t>(0, H5Sget_simple_extent_npoints(space)));
    }
    [[nodiscard]] H5T_class_t kind() const { return H5Tget_class(type); }
    [[nodiscard]] bool isNumber() const {
        return count() == 1 && (kind() == H5T_INTEGER || kind() == H5T_FLOAT);
    }
    [[nodiscard]] bool isText() const { return count() <= 1 && kind() == H5T_STRING; }
    /// As h5py writes a Python bool.
    [[nodiscard]] bool isSwitch() const { return count() == 1 && kind() == H5T_ENUM; }
};

template <class T>
T numberIn(const Found& found, hid_t native) {
    if (!found.isNumber())
        throw RunFileError(found.what + "expected one number, found another kind of value");
    T value{};
    require(H5Aread(found.attribute, native, &value), found.what + "cannot be read");
    return value;
}

bool switchIn(const Found& found) {
    std::vector<std::byte> stored(H5Tget_size(found.type));
    require(H5Aread(found.attribute, found.type, stored.data()), found.what + "cannot be read");
    return std::any_of(stored.begin(), stored.end(), [](std::byte byte) { return byte != std::byte{}; });
}

/// Gives back what HDF5 allocated while it read.
void reclaim(hid_t type, hid_t space, void* values) {
#if H5_VERSION_GE(1, 12, 0)
    H5Treclaim(type, space, H5P_DEFAULT, values);
#else
    H5Dvlen_reclaim(type, space, H5P_DEFAULT, values);
#endif
}

std::vector<std::string> variableTextsIn(const Found& found) {
    std::vector<char*> pointers(found.count(), nullptr);
    require(H5Aread(found.attribute, found.type, pointers.data()), found.what + "cannot be read");
    std::vector<std::string> values;
    for (const char* text : pointers) values.emplace_back(text != nullptr ? text : "");
    reclaim(found.type, found.space, pointers.data());
    return values;
}

std::vector<std::string> fixedTextsIn(const Found& found) {
    const auto length = H5Tget_size(found.type);
    std::vector<char> buffer(length * found.count());
    require(H5Aread(found.attribute, found.type, buffer.data()), found.what + "cannot be read");
    std::vector<std::string> values;
    for (std::size_t i = 0; i < found.count(); ++i) {
        const char* text = buffer.data() + i * length;
        values.emplace_back(text, strnlen(text, length));
        if (H5Tget_strpad(found.type) == H5T_STR_SPACEPAD)
            values.back().erase(values.back().find_last_not_of(' ') + 1);
    }
    return values;
}

std::vector<std::string> textsIn(const Found& found) {
    if (found.kind() != H5T_STRING)
        throw RunFileError(found.what + "expected text, found another kind of value");
    if (found.count() == 0) return {};
    return H5Tis_variable_str(found.type) > 0 ? variableTextsIn(found) : fixedTextsIn(found);
}

std::optional<OptionValue> optionIn(const Found& found) {
    if (found.isSwitch()) return switchIn(found);
    if (found.isText()) {
        const auto texts = textsIn(found);
        return texts.empty() ? std::string() : texts.front();
    }
    if (!found.isNumber()) return std::nullopt;
    if (found.kind() == H5T_FLOAT) return numberIn<double>(found, H5T_NATIVE_DOUBLE);
    return numberIn<std::int64_t>(found, H5T_NATIVE_INT64);
}

struct AsText {
    std::string operator()(bool value) const { return value ? "yes" : "no"; }
    std::string operator()(const std::string& value) const { return value; }
    template <class Number>
    std::string operator()(Number value) const {
        return fmt::format("{}", value);
    }
};

}  // namespace

std::string readText(hid_t object, const std::string& name) {
    const auto values = readTexts(object, name);
    return values.empty() ? "" : values.front();
}
std::int64_t readInt(hid_t object, const std::string& name) {
    return numberIn<std::int64_t>(Found(object, name), H5T_NATIVE_INT64);
}
double readReal(hid_t object, const std::string& name) {
    return numberIn<double>(Found(object, name), H5T_NATIVE_DOUBLE);
}
std::vector<std::string> readTexts(hid_t object, const std::string& name) {
    return textsIn(Found(object, name));
}

OptionValue readOption(hid_t object, const std::string& name) {
    if (auto value = optionIn(Found(object, name))) return *value;
    throw RunFileError("option “" + name + "”: expected a number, text or switch");
}

OptionValues readOptions(hid_t object) {
    OptionValues values;
    for (const auto& name : attributesOf(object))
        if (auto value = optionIn(Found(object, name))) values[name] = *value;
    return values;
}

std::map<std::string, std::string> readAllTexts(hid_t object) {
    std::map<std::string, std::string> texts;
    for (const auto& [name, value] : readOptions(object)) texts[name] = std::visit(AsText{}, value);
    return texts;
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

void copyAttribute(hid_t from, hid_t to, const std::string& name) {
    const Found found(from, name);
    if (H5Tdetect_class(found.type, H5T_REFERENCE) > 0) return;
    const auto what = found.what + "cannot be kept";
    const Handle type(H5Tcopy(found.type), H5Tclose, what);  // a type that has a name has it in one file only
    const Handle copy(H5Acreate2(to, name.c_str(), type, found.space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose,
                      what);
    if (found.count() == 0) return;
    std::vector<std::byte> values(H5Tget_size(type) * found.count());
    require(H5Aread(found.attribute, type, values.data()), what);
    const auto written = H5Awrite(copy, type, values.data());
    reclaim(type, found.space, values.data());
    require(written, what);
}

}  // namespace nescio::hdf5
