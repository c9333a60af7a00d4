// A set of the catalogue from its files, wherever these are: beside each other, or in the archive that its
// makers offer.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "core/values/image.h"
#include "datasets/load.h"
#include "datasets/manifest.h"

namespace nescio {

/// From this machine's data folders.   nullopt when stopped.
/// Throws: DataError when the files are not there, are damaged, or are another set under this one's name.
std::optional<ImageSet> readCatalogued(const CataloguedSet& known, const LoadOptions& options);

/// The archive on this machine that the set is packed in; nullopt where there is none.
std::optional<std::filesystem::path> archiveOf(const CataloguedSet& known);

/// What lies in these files, one after the other, under no name; what is chosen is chosen of them all.
/// Requires: files not empty.   nullopt when stopped.   Throws: DataError, ImageError.
std::optional<ImageSet> readTogether(const std::vector<std::filesystem::path>& files,
                                     const LoadOptions& options);

}  // namespace nescio
