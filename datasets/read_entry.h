// A catalogued set from its files.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "core/values/image.h"
#include "datasets/load.h"
#include "datasets/manifest.h"

namespace nescio {

/// Gives the classes of a set these names, where every label has one: another set that lies under a known
/// one's name has others.
void nameClasses(ImageSet& set, const std::vector<std::string>& names);

/// The files of a set, one after the other; what is chosen is chosen of them all. The set has its id and
/// title. nullopt when stopped.   Requires: paths not empty.   Throws: DataError, ImageError.
std::optional<ImageSet> readEntry(const ManifestSet& entry, const std::vector<std::filesystem::path>& paths,
                                  const LoadOptions& options);

}  // namespace nescio
