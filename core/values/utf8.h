// Unicode as UTF-8, by RFC 3629: no overlong forms, surrogates, or values above U+10FFFF.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace nescio {

/// A character and how much of the text it takes.
struct CodePoint {
    std::uint32_t value = 0;
    std::size_t bytes = 0;  ///< 0: none begins here
};

/// The first one of a text.   Requires: the text is not empty.
CodePoint firstCodePoint(std::string_view text);

/// Adds a character to a text; U+FFFD for a value that is none.
void appendCodePoint(std::string& text, std::uint32_t value);

}  // namespace nescio
