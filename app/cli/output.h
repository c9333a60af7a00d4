// Text to stdout and stderr, whatever has become of them: a full disk, a closed descriptor, a reader that has
// gone. Nothing here throws; what was lost is remembered.
#pragma once

#include <cstdio>
#include <string>

namespace nescio {

/// Writes the text as far as that is possible.
void print(std::FILE* stream, const std::string& text);

/// Writes out what stdout still holds back. 0, or the errno of the first text that was lost.
int lostOutput();

}  // namespace nescio
