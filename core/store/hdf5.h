// A thin RAII layer over HDF5's C API: handles that close themselves, and typed reads and writes that check
// every return code. The only place, with hdf5_*.cpp, that includes HDF5.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <hdf5.h>

#include "core/store/run_file.h"

namespace nescio::hdf5 {

/// Throws: RunFileError with `what` when HDF5 says that something failed.
void require(herr_t status, const std::string& what);
/// Values that are not in the file HDF5 makes up, as many as the shape claims (a small file may claim
/// terabytes of zeros), or reads past the end of a small dataset's bytes (1.10). Throws: RunFileError, naming
/// the dataset, when some are not.
void requireWhole(hid_t dataset, const std::string& name);

/// Owns one HDF5 identifier.
class Handle {
  public:
    using Close = herr_t (*)(hid_t);
    /// Throws: RunFileError with `what` when id is negative.
    Handle(hid_t id, Close closer, const std::string& what);
    ~Handle();
    Handle(Handle&& other) noexcept;
    Handle& operator=(Handle&&) = delete;
    Handle(const Handle&) = delete;
    /// Throws: RunFileError with `what` when closing failed.
    void close(const std::string& what);
    operator hid_t() const { return m_id; }  // NOLINT(google-explicit-constructor): it stands for the id

  private:
    hid_t m_id;
    Close m_close;
};

/// Keeps HDF5 from printing its error stack in this scope; the setting is per thread.
class QuietErrors {
  public:
    QuietErrors();
    ~QuietErrors();
    QuietErrors(const QuietErrors&) = delete;
    QuietErrors& operator=(const QuietErrors&) = delete;

  private:
    H5E_auto2_t m_function = nullptr;
    void* m_data = nullptr;
};

/// Opens a group, creating it and its parents when absent.
Handle makeGroup(hid_t parent, const std::string& path);
Handle openGroup(hid_t parent, const std::string& path);
bool exists(hid_t parent, const std::string& path);
/// Names of the links of a group, in alphabetical order.
std::vector<std::string> childrenOf(hid_t group);
/// Those of them that are groups, or datasets of numbers; others have put there whatever else there is.
std::vector<std::string> groupsOf(hid_t group);
std::vector<std::string> arraysOf(hid_t group);

void writeText(hid_t object, const std::string& name, const std::string& value);
void writeInt(hid_t object, const std::string& name, std::int64_t value);
void writeReal(hid_t object, const std::string& name, double value);
/// As the enumeration that h5py reads as a Python bool.
void writeBool(hid_t object, const std::string& name, bool value);
void writeTexts(hid_t object, const std::string& name, const std::vector<std::string>& values);

std::string readText(hid_t object, const std::string& name);
std::int64_t readInt(hid_t object, const std::string& name);
double readReal(hid_t object, const std::string& name);
std::vector<std::string> readTexts(hid_t object, const std::string& name);
/// The attribute as whichever of the four option types it has.
OptionValue readOption(hid_t object, const std::string& name);
/// All attributes that are of an option type; others, as arrays, are passed over.
OptionValues readOptions(hid_t object);
/// The same as text.
std::map<std::string, std::string> readAllTexts(hid_t object);
std::vector<std::string> attributesOf(hid_t object);

/// Writes a dataset; `compress` adds shuffle and deflate, worthwhile for tables, not for weights.
Handle writeArray(hid_t group, const NamedArray& array, bool compress);
/// Integers and reals of any width and order of bytes, as the ArrayType that holds them.
NamedArray readArray(hid_t group, const std::string& name);
/// Converted to `type`.
NamedArray readArrayAs(hid_t group, const std::string& name, ArrayType type);

/// The same for vectors.   Shapes: shape empty means {values.size()}.
Handle writeReals(hid_t group, const std::string& name, const std::vector<double>& values,
                  std::vector<std::int64_t> shape = {});
Handle writeInts(hid_t group, const std::string& name, const std::vector<std::int64_t>& values);
Handle writeBytes(hid_t group, const std::string& name, std::span<const std::uint8_t> values,
                  std::vector<std::int64_t> shape);
std::vector<double> readReals(hid_t group, const std::string& name);
std::vector<std::int64_t> readInts(hid_t group, const std::string& name);

/// The attributes that a dataset's axis is labelled with.
void describe(hid_t dataset, const std::string& units, const std::string& longName);

std::string libraryVersion();

}  // namespace nescio::hdf5
