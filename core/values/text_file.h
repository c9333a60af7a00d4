// Text on its way to a file: whole or not at all.
#pragma once

#include <string>

namespace nescio {

/// Writes beside `path`, then renames: a reader never meets half a file, and a failure leaves the old one.
/// Throws: Error naming the path.
void writeTextFile(const std::string& path, const std::string& text);

}  // namespace nescio
