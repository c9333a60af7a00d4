// From an array of a file to images: layout, limit, and bytes, whatever the file.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/values/image.h"
#include "datasets/arrays/layout.h"
#include "datasets/arrays/number_type.h"
#include "datasets/load.h"

namespace nescio {

/// An array as its header tells of it.
struct ArrayHeader {
    NumberType type;
    std::vector<std::int64_t> shape;
    bool fortran = false;  ///< column-major
};

/// Reads rows of an array as ByteSource::readRows does: `count` of `rowBytes` each, the first, or those
/// named; `progress` hears of rows read.   nullopt when stopped.   Throws: DataError.
using RowReader = std::function<std::optional<ByteBlock>(
    std::int64_t count, const std::vector<std::int64_t>& rows, std::int64_t rowBytes)>;

/// The images of an array, as many as the options ask for; only these are read where each lies in one piece.
/// What was decided goes into the set's changes. `path` is what messages name.   nullopt when stopped.
/// Throws: DataError, ImageError: no images, numbers that are no bytes, too large.
std::optional<ImageSet> readImages(const std::string& path, const ArrayHeader& header,
                                   const RowReader& readRows, const LoadOptions& options);

}  // namespace nescio
