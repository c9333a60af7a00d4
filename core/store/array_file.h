// Arrays of numbers in HDF5 files of other programs: what is there, and rows of it. Also writes such files,
// for h5py and the like.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/values/image.h"

namespace nescio {

/// An array, by where it lies in the file.
struct StoredArray {
    std::string name;                 ///< "x" or "train/x"
    std::vector<std::int64_t> shape;  ///< rows first, as h5py shows it
    std::string type;                 ///< as NumPy writes it, little-endian: "|u1", "<i8", "<f4"
};

/// Whether a file is a run file of Nescio; false too for what is no HDF5 or cannot be read.
bool isRunFile(const std::filesystem::path& path);

/// An HDF5 file that somebody else wrote.   Thread: one.
class ArrayFile {
  public:
    /// Throws: DataError when it is no complete HDF5 file.
    explicit ArrayFile(const std::filesystem::path& path);
    ~ArrayFile();
    ArrayFile(const ArrayFile&) = delete;
    ArrayFile& operator=(const ArrayFile&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
    /// All arrays of numbers with at least one axis, sorted by name. At most a thousand, at most 32 groups
    /// deep.
    [[nodiscard]] std::vector<StoredArray> arrays() const;

    /// Rows first to first + count - 1 of an array, row by row, as its type says.
    /// Requires: the rows are there.   Throws: DataError for damaged data, or a filter that is not installed.
    [[nodiscard]] std::vector<std::uint8_t> rows(const StoredArray& array, std::int64_t first,
                                                 std::int64_t count) const;

    /// The texts that an attribute of an array holds; none where there is no such attribute.
    [[nodiscard]] std::vector<std::string> texts(const StoredArray& array,
                                                 const std::string& attribute) const;

  private:
    struct Open;
    std::filesystem::path m_path;
    std::unique_ptr<Open> m_open;
};

/// The attribute of an array of labels that names their classes.
inline constexpr const char* kClassNames = "class_names";

/// The bytes of an HDF5 file with the array "images" [N,C,H,W] and, where there are any, "labels" [N] with
/// the class names as an attribute of it, to be read in one line by h5py.
std::string arrayFileOf(const ImageSet& set);

}  // namespace nescio
