// What is read when a set or an image is asked for, as paths: so that nothing is written over it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace nescio {

/// The files or the folder behind a path, the name of a set, or "DATASET#index", "FILE::part"; none for what
/// is drawn and for what is not there.
std::vector<std::filesystem::path> inputPaths(const std::string& what);

}  // namespace nescio
