// How wide a text is on a terminal: code points, which suffices for the letters and signs used here.
#pragma once

#include <algorithm>
#include <string>

namespace nescio {

/// True where a code point of UTF-8 text begins.
inline bool beginsCodePoint(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
}

/// Columns of a terminal.
inline int widthOf(const std::string& text) {
    return static_cast<int>(std::count_if(text.begin(), text.end(), beginsCodePoint));
}

}  // namespace nescio
