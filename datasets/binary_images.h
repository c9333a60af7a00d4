// Images of two values that somebody saved as 0 and 1.
#pragma once

#include <stop_token>

#include "core/values/image.h"

namespace nescio {

/// What a set's changes say of whole numbers that are all 0 or 1.
inline constexpr const char* kBinaryChange = "binary images: 1 as 255, 0 as 0";

/// Where all bytes of a set are 0 or 1 and some are 1, the ones become 255, and its changes say so. false
/// when stopped.   Throws: Error when the folder for temporary files has no room.
bool spreadBinary(ImageSet& set, const std::stop_token& stop);

}  // namespace nescio
