// What the readers of columns share.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/values/column_table.h"
#include "datasets/byte_source.h"

namespace nescio {

/// A heading, split: "NLL [nats]" is {"nll", "nats"}.
struct ColumnHeading {
    std::string name;  ///< lower_snake; "" where no letter or digit is in it
    std::string unit;
};
ColumnHeading headingOf(std::string_view text);

/// Throws: DataError where two have one name, or there are too many.
void addColumn(ColumnTable& table, MeasuredColumn column);

/// The array of a .npy file or member as a column, or as the index where it is called so; arrays that are no
/// list of numbers are left out with a remark.   Throws: DataError for damage, and for another length.
void addArray(ColumnTable& table, const std::string& name, ByteSource& source);

/// Numbers of a column `index`.   Throws: DataError where one is not whole or below 0, naming `where`.
std::int64_t placeOf(double number, const std::string& where);

ColumnTable readTextColumns(const std::filesystem::path& path, const std::string& setId);
/// Requires: a build with libarchive.
ColumnTable readArchivedColumns(const std::filesystem::path& path);

}  // namespace nescio
