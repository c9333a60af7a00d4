// From an address to images, whatever the format: what load.h does for names, and containers for what is in
// them.
#pragma once

#include <optional>
#include <vector>

#include "core/values/image.h"
#include "datasets/address.h"
#include "datasets/load.h"

namespace nescio {

/// What lies at a path: one unnamed part, or all that the format tells of.   Throws: DataError, ImageError.
std::vector<SourcePart> partsOf(const std::filesystem::path& path, const LoadOptions& options);

/// The images of a part. Without one named, of the only one there is.   nullopt when stopped.
/// Throws: DataError, ImageError: no image set, damaged, no such part, or several and none named.
std::optional<ImageSet> readSource(const Address& address, const LoadOptions& options);

}  // namespace nescio
