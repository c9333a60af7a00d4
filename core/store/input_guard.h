// Outputs and inputs are told apart.
#pragma once

#include <filesystem>

namespace nescio {

/// Whether writing `out` would change what is read from `input`: the file itself by any name, or one of a
/// folder's. A run that lies among images is none of them.
bool isInput(const std::filesystem::path& out, const std::filesystem::path& input);

}  // namespace nescio
