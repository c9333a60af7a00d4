#include "core/store/hdf5.h"

#include <utility>

#include <fmt/format.h>

#include "core/values/failure.h"

namespace nescio::hdf5 {

void require(herr_t status, const std::string& what) {
    if (status < 0) throw RunFileError(what);
}

Handle::Handle(hid_t id, Close closer, const std::string& what) : m_id(id), m_close(closer) {
    if (id < 0) throw RunFileError(what);
}
Handle::~Handle() {
    if (m_id >= 0) m_close(m_id);
}
Handle::Handle(Handle&& other) noexcept : m_id(other.m_id), m_close(other.m_close) {
    other.m_id = -1;
}

void Handle::close(const std::string& what) {
    require(m_close(std::exchange(m_id, -1)), what);
}

QuietErrors::QuietErrors() {
    H5Eget_auto2(H5E_DEFAULT, &m_function, &m_data);
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}
QuietErrors::~QuietErrors() {
    H5Eset_auto2(H5E_DEFAULT, m_function, m_data);
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

namespace {

template <class Test>
std::vector<std::string> childrenThat(hid_t group, Test test) {
    std::vector<std::string> names;
    for (const auto& name : childrenOf(group)) {
        const hid_t opened = H5Oopen(group, name.c_str(), H5P_DEFAULT);
        if (opened < 0) continue;  // a link that leads nowhere
        const Handle object(opened, H5Oclose, name);
        if (test(object)) names.push_back(name);
    }
    return names;
}

}  // namespace

std::vector<std::string> groupsOf(hid_t group) {
    return childrenThat(group, [](hid_t object) { return H5Iget_type(object) == H5I_GROUP; });
}

std::vector<std::string> arraysOf(hid_t group) {
    return childrenThat(group, [](hid_t object) {
        if (H5Iget_type(object) != H5I_DATASET) return false;
        const Handle type(H5Dget_type(object), H5Tclose, "type of a dataset");
        const auto kind = H5Tget_class(type);
        return kind == H5T_INTEGER || kind == H5T_FLOAT;
    });
}

std::string libraryVersion() {
    unsigned major = 0, minor = 0, release = 0;
    H5get_libversion(&major, &minor, &release);
    return fmt::format("HDF5 {}.{}.{}", major, minor, release);
}

}  // namespace nescio::hdf5
