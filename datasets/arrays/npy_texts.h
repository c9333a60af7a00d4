// Texts as NumPy keeps them: all as long as the longest, as UTF-32 (“<U7”) or as bytes (“|S7”).
#pragma once

#include <string>
#include <vector>

#include "datasets/byte_source.h"

namespace nescio {

/// A whole .npy file of texts [N], as UTF-32.
std::string npyTexts(const std::vector<std::string>& texts);

/// The texts [N] of a .npy file as UTF-8; none where it holds anything else.   Throws: DataError for a
/// damaged file.
std::vector<std::string> readNpyTexts(ByteSource& source);

}  // namespace nescio
