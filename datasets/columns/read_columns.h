// Files of one number an image: the scores, losses or features that another program wrote.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/values/column_table.h"

namespace nescio {

/// The most columns of a file, and the most values in all of them.
inline constexpr std::size_t kMostColumns = 1000;
inline constexpr std::size_t kMostValues = 100'000'000;

/// A name of a column, at most 36 characters: "Loss (v2)" as "loss_v2"; "" where no letter or digit is in it.
inline constexpr std::size_t kLongestColumnName = 36;
std::string lowerSnake(std::string_view text);

/// Reads a text table whose first line names the columns, an .npz of arrays [N], or one .npy; told by
/// content. A heading "loss [nats]" has its unit. The column `index` says which image each row is of; rows
/// whose column `set` names another set than `setId` are left out, as are columns that are no numbers. An
/// empty field is NaN, as pandas writes it. Throws: DataError naming line or array: no names, no numbers, a
/// row or array of another length, damage.
ColumnTable readColumns(const std::filesystem::path& path, const std::string& setId = "");

}  // namespace nescio
