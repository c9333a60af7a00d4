// What a run file says about where its numbers come from.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "core/values/image.h"

namespace nescio {

/// Creator and versions, date, device, host threads and command line of a run that starts now.
std::map<std::string, std::string> provenanceNow(const std::string& device);

/// Shape and bytes of all images trained on, as 32 hexadecimal digits: a run resumes on equal images alone.
std::string trainFingerprintOf(const ImageSet& set);

/// The same as files of format 1 have it: 64-bit FNV-1a, 16 digits.
std::string oldFingerprintOf(const ImageSet& set);

}  // namespace nescio
