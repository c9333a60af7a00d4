#include "core/store/keep_rest.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/values/failure.h"

namespace nescio::hdf5 {
namespace {

constexpr const char* kRoot = "/";

std::string below(const std::string& group, const std::string& name) {
    return group == kRoot ? name : group + "/" + name;
}

bool isReplaced(const std::string& path, const std::vector<std::string>& replaced) {
    return std::find(replaced.begin(), replaced.end(), path) != replaced.end();
}
bool holdsReplaced(const std::string& path, const std::vector<std::string>& replaced) {
    return std::any_of(replaced.begin(), replaced.end(),
                       [&](const std::string& part) { return part.starts_with(path + "/"); });
}

bool isGroup(hid_t file, const std::string& path) {
    const hid_t object = H5Oopen(file, path.c_str(), H5P_DEFAULT);
    if (object < 0) return false;  // a link that leads nowhere
    const Handle handle(object, H5Oclose, path);
    return H5Iget_type(handle) == H5I_GROUP;
}

/// Soft and external links as they are: what they point at may be elsewhere, or nowhere.
void copyLink(hid_t from, hid_t to, const std::string& path) {
    const auto what = "cannot keep “" + path + "” of the old file";
    H5L_info_t info{};
    require(H5Lget_info(from, path.c_str(), &info, H5P_DEFAULT), what);
    if (info.type == H5L_TYPE_HARD) {
        require(H5Ocopy(from, path.c_str(), to, path.c_str(), H5P_DEFAULT, H5P_DEFAULT), what);
        return;
    }
    std::vector<char> value(info.u.val_size + 1);
    require(H5Lget_val(from, path.c_str(), value.data(), value.size(), H5P_DEFAULT), what);
    if (info.type == H5L_TYPE_SOFT) {
        require(H5Lcreate_soft(value.data(), to, path.c_str(), H5P_DEFAULT, H5P_DEFAULT), what);
    } else if (info.type == H5L_TYPE_EXTERNAL) {
        const char *file = nullptr, *object = nullptr;
        require(H5Lunpack_elink_val(value.data(), info.u.val_size, nullptr, &file, &object), what);
        require(H5Lcreate_external(file, object, to, path.c_str(), H5P_DEFAULT, H5P_DEFAULT), what);
    }
}

void keepBelow(hid_t from, hid_t to, const std::string& group, const std::vector<std::string>& replaced) {
    const Handle old = openGroup(from, group);
    const Handle fresh = makeGroup(to, group);
    for (const auto& name : attributesOf(old))
        if (H5Aexists(fresh, name.c_str()) <= 0) copyAttribute(old, fresh, name);
    for (const auto& name : childrenOf(old)) {
        const auto path = below(group, name);
        if (isReplaced(path, replaced)) continue;
        const bool there = exists(to, path);
        if ((there || holdsReplaced(path, replaced)) && isGroup(from, path) && (!there || isGroup(to, path)))
            keepBelow(from, to, path, replaced);
        else if (!there)
            copyLink(from, to, path);
    }
}

}  // namespace

void keepRest(hid_t from, hid_t to, const std::vector<std::string>& replaced) {
    keepBelow(from, to, kRoot, replaced);
}

std::uint64_t storedBytes(hid_t file, const std::string& path) {
    if (!exists(file, path)) return 0;
    if (isGroup(file, path)) {
        std::uint64_t sum = 0;
        for (const auto& name : childrenOf(openGroup(file, path)))
            sum += storedBytes(file, fmt::format("{}/{}", path, name));
        return sum;
    }
    const hid_t opened = H5Dopen2(file, path.c_str(), H5P_DEFAULT);
    if (opened < 0) return 0;
    const Handle dataset(opened, H5Dclose, path);
    return H5Dget_storage_size(dataset);
}

PartsAside::PartsAside(hid_t file, const std::vector<std::string>& parts) : m_file(file) {
    for (const auto& part : parts) {
        if (!exists(file, part)) continue;
        m_bytes += storedBytes(file, part);
        m_names.push_back(".replaced_" + std::to_string(m_names.size()));
        const auto what = "cannot replace “" + part + "”";
        require(H5Lmove(file, part.c_str(), file, m_names.back().c_str(), H5P_DEFAULT, H5P_DEFAULT), what);
    }
}

void PartsAside::remove() {
    for (const auto& name : m_names)
        require(H5Ldelete(m_file, name.c_str(), H5P_DEFAULT), "cannot remove what was replaced");
}

}  // namespace nescio::hdf5
