#include "core/values/visible_text.h"

#include <cstddef>
#include <cstdint>

#include <fmt/format.h>

namespace nescio {
namespace {

struct CodePoint {
    std::uint32_t value = 0;
    std::size_t bytes = 0;  ///< 0: none begins here
};

/// The first one of a text, by RFC 3629: no overlong forms, surrogates, or values above U+10FFFF.
CodePoint firstOf(std::string_view text) {
    const auto at = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const auto lead = at(0);
    if (lead < 0x80) return {lead, 1};
    const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    constexpr std::uint32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
    if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes) return {};
    std::uint32_t value = lead & (0x7FU >> bytes);
    for (std::size_t i = 1; i < bytes; ++i) {
        if ((at(i) & 0xC0) != 0x80) return {};
        value = value << 6 | (at(i) & 0x3FU);
    }
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (value < kLeast[bytes] || value > 0x10FFFF || surrogate) return {};
    return {value, bytes};
}

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
        const auto [value, bytes] = firstOf(text);
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
