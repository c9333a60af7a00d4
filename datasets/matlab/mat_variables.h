// The numeric variables of MATLAB files of versions 4 to 7: own and small, as what reads MATLAB files
// otherwise trusts the sizes that a file claims. Version 7.3 is HDF5 (core/store/array_file.h). Source:
// MathWorks, MAT-File Format (R2023b).
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "datasets/arrays/array_images.h"
#include "datasets/byte_source.h"

namespace nescio {

/// A matrix of real numbers. Cells, texts, structures, sparse and complex matrices are passed over.
struct MatVariable {
    std::string name;
    std::vector<std::int64_t> shape;  ///< MATLAB's: the first axis is the one whose numbers lie side by side
    NumberType type;                  ///< as they lie in the file, which may be smaller than their class
    std::uint64_t at = 0;             ///< where the variable's bytes begin in the file, and
    std::uint64_t size = 0;           ///< how many there are
    bool packed = false;              ///< by zlib
    std::uint64_t before = 0;         ///< unpacked bytes before the first number
};

/// All numeric variables of a file of version 5 to 7.   Throws: DataError for a file that was cut short.
std::vector<MatVariable> variablesOf5(const std::filesystem::path& path);

/// The same for version 4, which has no mark: nothing where the file is none.
std::vector<MatVariable> variablesOf4(const std::filesystem::path& path);

/// The bytes of a variable's numbers, from the first one on.   Throws: DataError.
std::unique_ptr<ByteSource> openNumbers(const std::filesystem::path& path, const MatVariable& variable);

}  // namespace nescio
