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

/// From these files, one after the other; what is chosen is chosen of them all.
/// Requires: files not empty.   nullopt, Throws: as above.
std::optional<ImageSet> readCatalogued(const CataloguedSet& known,
                                       const std::vector<std::filesystem::path>& files,
                                       const LoadOptions& options);

}  // namespace nescio
