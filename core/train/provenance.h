// What a run file says about where its numbers come from.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "core/values/image.h"

namespace nescio {

/// Creator and versions, date, device, host threads and command line of a run that starts now.
std::map<std::string, std::string> provenanceNow(const std::string& device);

/// 64-bit FNV-1a over shape, count and bytes, as 16 hexadecimal digits: tells sets apart, not adversaries.
std::string fingerprintOf(const ImageSet& set);

}  // namespace nescio
