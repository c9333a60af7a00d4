// Text from a file in a sentence: a file can hold anything, and a sentence is one line.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace nescio {

/// At most so many bytes of the text, without line ends and other control characters.
std::string printable(std::string_view text, std::size_t most = 40);

}  // namespace nescio
