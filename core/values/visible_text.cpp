#include "core/values/visible_text.h"

#include <cstdint>

#include <fmt/format.h>

#include "core/values/utf8.h"

namespace nescio {
namespace {

bool isControl(std::uint32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

/// Overrides and isolates of the direction of writing: after one, a name reads as another.
bool turnsWriting(std::uint32_t c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

}  // namespace

std::string visibleText(std::string_view text, LineEnds lineEnds) {
    std::string shown;
    shown.reserve(text.size());
    while (!text.empty()) {
        const auto [value, bytes] = firstCodePoint(text);
        const bool kept = value == '\t' || (value == '\n' && lineEnds == LineEnds::Kept);
        if (bytes == 0)
            shown += fmt::format("\\x{:02x}", static_cast<std::uint8_t>(text.front()));
        else if (!kept && (isControl(value) || turnsWriting(value)))
            shown += fmt::format("\\u{:04x}", value);
        else
            shown += text.substr(0, bytes);
        text.remove_prefix(bytes == 0 ? 1 : bytes);
    }
    return shown;
}

}  // namespace nescio
