// The program's version, as CMakeLists.txt gives it.
#pragma once

namespace nescio {

/// Major, minor and patch number, e.g. "0.1.0".
const char* version();

}  // namespace nescio
