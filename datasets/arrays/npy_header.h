// The text before the numbers of a .npy file, alone or as a member of an .npz.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "datasets/arrays/array_images.h"
#include "datasets/byte_source.h"

namespace nescio {

/// Whether bytes begin as a .npy file does.
bool beginsAsNpy(std::span<const std::uint8_t> bytes);

/// The header of any array, as it stands there.
struct NpyDescription {
    std::string type;  ///< "<f4", "<U7"; empty: records of several fields
    std::vector<std::int64_t> shape;
    bool fortran = false;
};

/// Reads up to the first value.   Throws: DataError for a damaged header.
NpyDescription readNpyDescription(ByteSource& source);

/// Reads up to the first number.   Throws: DataError for a damaged header, and for numbers that are none
/// (objects, texts, records, complex ones), with what to do.
ArrayHeader readNpyHeader(ByteSource& source);

/// The bytes before the numbers of a .npy file, row-major; `type` as "|u1".
std::string npyHeader(const char* type, const std::vector<std::int64_t>& shape);

/// Rows of the array that follows its header; where it is read whole, nothing may follow it.
/// Requires: the source stands behind the header; it and the options outlive the reader.
RowReader npyRows(ByteSource& source, const ArrayHeader& header, const char* what,
                  const LoadOptions& options);

}  // namespace nescio
