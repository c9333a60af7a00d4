#include "core/store/hdf5_driver.h"

#include <algorithm>
#include <iterator>
#include <new>

#if H5_VERSION_GE(1, 13, 0)
#include <H5FDdevelop.h>
#endif

#include "core/store/hdf5_superblock.h"

namespace nescio::hdf5 {
namespace {

/// What travels to the driver in the file access properties.
struct DriverInfo {
    const std::shared_ptr<LayeredFile>* file;
};

/// HDF5 knows the head only. The file is shared: where closing fails, HDF5 keeps this until the program ends.
struct OpenLayers {
    H5FD_t head;
    std::shared_ptr<LayeredFile> file;
};

OpenLayers* layersOf(H5FD_t* file) {
    return reinterpret_cast<OpenLayers*>(file);
}
const OpenLayers* layersOf(const H5FD_t* file) {
    return reinterpret_cast<const OpenLayers*>(file);
}

H5FD_t* openDriver(const char*, unsigned, hid_t properties, haddr_t) {
    const auto* info = static_cast<const DriverInfo*>(H5Pget_driver_info(properties));
    if (info == nullptr) return nullptr;
    auto* opened = new (std::nothrow) OpenLayers{.head = {}, .file = *info->file};
    return reinterpret_cast<H5FD_t*>(opened);
}

herr_t closeDriver(H5FD_t* file) {
    delete layersOf(file);
    return 0;
}

int compareDrivers(const H5FD_t* left, const H5FD_t* right) {
    return left == right ? 0 : left < right ? -1 : 1;
}

herr_t tellFeatures(const H5FD_t*, unsigned long* features) {
    if (features != nullptr)
        *features = H5FD_FEAT_AGGREGATE_METADATA | H5FD_FEAT_ACCUMULATE_METADATA | H5FD_FEAT_DATA_SIEVE |
                    H5FD_FEAT_AGGREGATE_SMALLDATA | H5FD_FEAT_DEFAULT_VFD_COMPATIBLE;
    return 0;
}

haddr_t endOfAddresses(const H5FD_t* file, H5FD_mem_t) {
    return layersOf(file)->file->endOfData();
}
herr_t setEndOfAddresses(H5FD_t* file, H5FD_mem_t, haddr_t end) {
    layersOf(file)->file->setEndOfData(end);
    return 0;
}
haddr_t endOfFile(const H5FD_t* file, H5FD_mem_t) {
    return layersOf(file)->file->size();
}

// No exception may pass through HDF5.
herr_t readBytes(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t offset, std::size_t size, void* bytes) noexcept {
    return layersOf(file)->file->read(offset, {static_cast<std::byte*>(bytes), size}) ? 0 : -1;
}
herr_t writeBytes(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t offset, std::size_t size, const void* bytes) {
    try {
        layersOf(file)->file->write(offset, {static_cast<const std::byte*>(bytes), size});
        return 0;
    } catch (const std::bad_alloc&) {
        return -1;
    }
}
herr_t endAtAddresses(H5FD_t* file, hid_t, hbool_t) {
    layersOf(file)->file->cutAtEndOfData();
    return 0;
}

hid_t registerDriver() {
    H5FD_class_t driver{};
#if H5_VERSION_GE(1, 13, 0)
    driver.version = H5FD_CLASS_VERSION;
    driver.value = static_cast<H5FD_class_value_t>(311);  // 256 to 511 are free for use inside a program
#endif
    driver.name = "nescio_layers";
    driver.maxaddr = HADDR_MAX / 2;  // offsets of files are signed
    driver.fc_degree = H5F_CLOSE_STRONG;
    driver.fapl_size = sizeof(DriverInfo);
    driver.open = openDriver;
    driver.close = closeDriver;
    driver.cmp = compareDrivers;
    driver.query = tellFeatures;
    driver.get_eoa = endOfAddresses;
    driver.set_eoa = setEndOfAddresses;
    driver.get_eof = endOfFile;
    driver.read = readBytes;
    driver.write = writeBytes;
    driver.truncate = endAtAddresses;
    const H5FD_mem_t lists[] = H5FD_FLMAP_DICHOTOMY;
    std::copy(std::begin(lists), std::end(lists), std::begin(driver.fl_map));
    return H5FDregister(&driver);
}

}  // namespace

Handle openLayered(const std::shared_ptr<LayeredFile>& file, Access access, const std::string& what) {
    static const hid_t driver = registerDriver();
    const DriverInfo info{&file};
    const Handle properties(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, what);
    require(H5Pset_fclose_degree(properties, H5F_CLOSE_STRONG), what);
    require(H5Pset_driver(properties, driver, &info), what);
    if (access == Access::Create) {
        // Old readers open these files; the newest format they would not.
        require(H5Pset_libver_bounds(properties, H5F_LIBVER_EARLIEST, H5F_LIBVER_V18), what);
        file->protectBelow(0);
        return {H5Fcreate("run", H5F_ACC_TRUNC, H5P_DEFAULT, properties), H5Fclose, what};
    }
    const auto flags = access == Access::Change ? H5F_ACC_RDWR : H5F_ACC_RDONLY;
    const bool safe = superblockOf([&file](auto offset, auto bytes) { return file->read(offset, bytes); }) ==
                      Superblock::Safe;
    Handle opened(safe ? H5Fopen("run", flags, properties) : H5I_INVALID_HID, H5Fclose, what);
    file->protectBelow(file->endOfData());
    return opened;
}

}  // namespace nescio::hdf5
