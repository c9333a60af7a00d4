#include "core/store/array_file.h"

#include <algorithm>
#include <numeric>
#include <set>

#include <fmt/format.h>

#include "core/store/hdf5.h"
#include "core/store/hdf5_superblock.h"
#include "core/store/run_layout.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

using namespace hdf5;

constexpr int kMostDepth = 32;
constexpr std::size_t kMostArrays = 1000;

std::size_t bytesOf(const std::string& type) {
    return static_cast<std::size_t>(std::stoi(type.substr(2)));
}

/// NumPy's letters for a number type; nothing for others.
std::string lettersOf(hid_t type) {
    const auto size = std::max<std::size_t>(H5Tget_size(type), 1);
    const bool whole = size == 1 || size == 2 || size == 4 || size == 8;  // others are no numbers of C++
    switch (H5Tget_class(type)) {
        case H5T_INTEGER:
        case H5T_BITFIELD:
            if (!whole) return {};
            return fmt::format("{}{}{}", size == 1 ? '|' : '<', H5Tget_sign(type) == H5T_SGN_2 ? 'i' : 'u',
                               size);
        case H5T_FLOAT:
            if (size > 8) return {};
            return fmt::format("<f{}", size <= 2 ? 2 : size <= 4 ? 4 : 8);
        case H5T_ENUM:
            return size == 1 ? "|b1" : std::string();  // h5py's booleans
        default:
            return {};
    }
}

/// Half precision, of which HDF5 1.10 has no name: 1 bit of sign, 5 of exponent, 10 of mantissa.
Handle halfPrecision() {
    Handle type(H5Tcopy(H5T_IEEE_F32LE), H5Tclose, "type");
    require(H5Tset_fields(type, 15, 10, 5, 0, 10), "type");
    require(H5Tset_size(type, 2), "type");
    require(H5Tset_ebias(type, 15), "type");
    return type;
}

/// The type that memory is filled with.
Handle memoryType(const std::string& letters) {
    if (letters == "<f2") return halfPrecision();
    struct Row {
        const char* letters;
        hid_t type;
    };
    const Row rows[] = {{"|u1", H5T_STD_U8LE},   {"|b1", H5T_STD_U8LE},  {"|i1", H5T_STD_I8LE},
                        {"<u2", H5T_STD_U16LE},  {"<i2", H5T_STD_I16LE}, {"<u4", H5T_STD_U32LE},
                        {"<i4", H5T_STD_I32LE},  {"<u8", H5T_STD_U64LE}, {"<i8", H5T_STD_I64LE},
                        {"<f4", H5T_IEEE_F32LE}, {"<f8", H5T_IEEE_F64LE}};
    for (const auto& row : rows)
        if (letters == row.letters) return {H5Tcopy(row.type), H5Tclose, "type"};
    throw RunFileError("expected a type of numbers, found “" + letters + "”");
}

/// Where an object lies in its file, the same for every link to it.
std::string placeOf(hid_t object) {
#if H5_VERSION_GE(1, 12, 0)
    H5O_info2_t info{};
    require(H5Oget_info3(object, &info, H5O_INFO_BASIC), "object");
    return {reinterpret_cast<const char*>(&info.token), sizeof info.token};
#else
    H5O_info_t info{};
    require(H5Oget_info(object, &info), "object");
    return std::to_string(info.fileno) + ":" + std::to_string(info.addr);
#endif
}

struct Search {
    std::vector<StoredArray> found;
    std::set<std::string> seen;  // objects by where they lie: links may lead in circles
};

void consider(hid_t dataset, const std::string& name, Search& search) {
    const Handle type(H5Dget_type(dataset), H5Tclose, "type");
    const Handle space(H5Dget_space(dataset), H5Sclose, "shape");
    const int rank = H5Sget_simple_extent_ndims(space);
    const auto letters = lettersOf(type);
    if (letters.empty() || rank < 1) return;
    std::vector<hsize_t> dims(static_cast<std::size_t>(rank));
    H5Sget_simple_extent_dims(space, dims.data(), nullptr);
    search.found.push_back({name, {dims.begin(), dims.end()}, letters});
}

void searchGroup(hid_t group, const std::string& prefix, int depth, Search& search) {
    if (depth > kMostDepth) return;
    for (const auto& child : childrenOf(group)) {
        if (search.found.size() >= kMostArrays) return;
        const hid_t id = H5Oopen(group, child.c_str(), H5P_DEFAULT);
        if (id < 0) continue;  // a link to nothing
        const auto name = prefix + child;
        const Handle object(id, H5Oclose, name);
        if (!search.seen.insert(placeOf(object)).second) continue;
        if (H5Iget_type(object) == H5I_DATASET) consider(object, name, search);
        if (H5Iget_type(object) != H5I_GROUP) continue;
        searchGroup(object, name + "/", depth + 1, search);
    }
}

}  // namespace

struct ArrayFile::Open {
    Handle file;
    std::set<std::string> whole;  // the arrays that requireWhole found so: it counts their pieces
};

bool isRunFile(const std::filesystem::path& path) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) return false;
    const auto begins = superblockOf(path);
    if (begins == Superblock::Absent) return false;
    if (begins == Superblock::Unsafe) return true;  // damaged, as below
    const QuietErrors quiet;
    const hid_t id = H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
    if (id < 0) return true;  // damaged, or being written by another: whoever opens it as a run says which
    const Handle file(id, H5Fclose, "file");
    try {
        return H5Aexists(file, "format") > 0 && readText(file, "format") == kRunFormat;
    } catch (const RunFileError&) {
        return false;
    }
}

ArrayFile::ArrayFile(const std::filesystem::path& path) : m_path(path) {
    const QuietErrors quiet;
    const bool safe = superblockOf(path) == Superblock::Safe;
    const hid_t id = safe ? H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT) : H5I_INVALID_HID;
    if (id < 0)
        throw DataError(
            fmt::format("{}: expected a complete HDF5 file, found a damaged one, or none", path.string()));
    m_open.reset(new Open{Handle(id, H5Fclose, "file"), {}});
}

ArrayFile::~ArrayFile() = default;

std::vector<StoredArray> ArrayFile::arrays() const {
    const QuietErrors quiet;
    Search search;
    try {
        searchGroup(openGroup(m_open->file, "/"), "", 0, search);
    } catch (const RunFileError& error) {
        throw DataError(fmt::format("{}: {}", m_path.string(), error.what()));
    }
    return std::move(search.found);
}

std::vector<std::uint8_t> ArrayFile::rows(const StoredArray& array, std::int64_t first,
                                          std::int64_t count) const {
    const QuietErrors quiet;
    std::vector<hsize_t> from(array.shape.size(), 0), n(array.shape.begin(), array.shape.end());
    from[0] = static_cast<hsize_t>(first);
    n[0] = static_cast<hsize_t>(count);
    const auto values = std::accumulate(n.begin(), n.end(), hsize_t{1}, std::multiplies<>());
    std::vector<std::uint8_t> bytes;
    try {
        const Handle dataset(H5Dopen2(m_open->file, array.name.c_str(), H5P_DEFAULT), H5Dclose,
                             "expected an array “" + array.name + "”, found none");
        const Handle space(H5Dget_space(dataset), H5Sclose, "shape");
        require(H5Sselect_hyperslab(space, H5S_SELECT_SET, from.data(), nullptr, n.data(), nullptr), "rows");
        const Handle memory(H5Screate_simple(static_cast<int>(n.size()), n.data(), nullptr), H5Sclose,
                            "rows");
        const auto what = fmt::format(
            "expected readable data in “{}”, found damaged data, or a filter of HDF5 that is not "
            "installed here; h5py can store it with gzip",
            array.name);
        if (!m_open->whole.contains(array.name)) requireWhole(dataset, array.name);
        m_open->whole.insert(array.name);
        bytes.resize(static_cast<std::size_t>(values) * bytesOf(array.type));
        require(H5Dread(dataset, memoryType(array.type), memory, space, H5P_DEFAULT, bytes.data()), what);
    } catch (const RunFileError& error) {
        throw DataError(fmt::format("{}: {}", m_path.string(), error.what()));
    }
    return bytes;
}

std::vector<std::string> ArrayFile::texts(const StoredArray& array, const std::string& attribute) const {
    const QuietErrors quiet;
    try {
        const Handle dataset(H5Dopen2(m_open->file, array.name.c_str(), H5P_DEFAULT), H5Dclose, "array");
        if (H5Aexists(dataset, attribute.c_str()) <= 0) return {};
        return readTexts(dataset, attribute);
    } catch (const RunFileError&) {
        return {};  // something else that has the name
    }
}

std::string arrayFileOf(const ImageSet& set) {
    const QuietErrors quiet;
    // In memory: where a disk is full, HDF5 1.10 falls over after it has said so.
    const Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, "options");
    require(H5Pset_fapl_core(access, std::size_t{1} << 20, 0), "options");
    const Handle file(H5Fcreate("images", H5F_ACC_TRUNC, H5P_DEFAULT, access), H5Fclose, "file");
    {
        const auto images = writeBytes(file, "images", {set.bytes.data(), set.bytes.size()},
                                       {set.count, set.shape.channels, set.shape.height, set.shape.width});
        writeText(images, "title", set.title);
        writeText(images, "source", set.source);
        if (!set.changes.empty()) writeTexts(images, "changes", set.changes);
        if (!set.labels.empty()) {
            const auto labels = writeInts(file, "labels", {set.labels.begin(), set.labels.end()});
            if (!set.classNames.empty()) writeTexts(labels, kClassNames, set.classNames);
        }
    }
    require(H5Fflush(file, H5F_SCOPE_GLOBAL), "file");
    std::string bytes(static_cast<std::size_t>(std::max<ssize_t>(0, H5Fget_file_image(file, nullptr, 0))),
                      '\0');
    if (H5Fget_file_image(file, bytes.data(), bytes.size()) < 0) throw RunFileError("file");
    return bytes;
}

}  // namespace nescio
