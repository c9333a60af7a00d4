// Columns from an .npz, an array each.
#include <fmt/format.h>

#include "core/values/failure.h"
#include "datasets/archive/zip_reader.h"
#include "datasets/columns/column_readers.h"
#include "datasets/columns/read_columns.h"
#include "datasets/printable.h"

namespace nescio {

ColumnTable readArchivedColumns(const std::filesystem::path& path) {
    constexpr std::string_view kEnd = ".npy";
    ColumnTable table;
    std::size_t members = 0;
    for (ZipReader zip(path); zip.next();) {
        if (++members > kMostColumns)
            throw DataError(
                fmt::format("{}: expected at most {} arrays, found more", path.string(), kMostColumns));
        if (!zip.name().ends_with(kEnd)) {
            table.remarks.push_back(fmt::format("“{}” left out: it is no array", printable(zip.name())));
            continue;
        }
        const auto name = zip.name().substr(0, zip.name().size() - kEnd.size());
        addArray(table, name, *zip.open(printable(name)));
    }
    return table;
}

}  // namespace nescio
