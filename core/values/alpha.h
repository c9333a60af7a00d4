// What a transparent pixel looks like: laid over white, as a viewer of documents shows it. One rule for files
// and for the clipboard.
#pragma once

#include <cstdint>

namespace nescio {

/// A channel's value over white, rounded.   Requires: 0 <= value, alpha <= 255.
inline std::uint8_t overWhite(int value, int alpha) {
    return static_cast<std::uint8_t>((value * alpha + 255 * (255 - alpha) + 127) / 255);
}

/// How it is recorded where any pixel was transparent.
inline constexpr const char* kOverWhite = "alpha: laid over white";

}  // namespace nescio
