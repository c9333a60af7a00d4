// What libarchive says of a damaged archive.
#pragma once

#include <string>

struct archive;

namespace nescio {

/// The end of "expected …, found …": one line.
std::string damageOf(archive* reader);

}  // namespace nescio
