#include "core/values/number_text.h"

#include <fmt/format.h>

namespace nescio {

std::string countText(std::int64_t count) {
    auto digits = std::to_string(count);
    const std::ptrdiff_t first = count < 0 ? 1 : 0;
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > first; at -= 3)
        digits.insert(static_cast<std::size_t>(at), "\u2009");
    return digits;
}

std::string bytesText(std::int64_t bytes) {
    constexpr double kStep = 1000;
    constexpr double kRoundsUp = 999.95;  // one decimal
    if (bytes < 1000) return fmt::format("{} B", bytes);
    auto size = static_cast<double>(bytes) / kStep;
    const char* const units[] = {"kB", "MB", "GB", "TB"};
    const char* const* unit = units;
    for (; size >= kRoundsUp && unit != units + 3; ++unit) size /= kStep;
    return fmt::format("{:.1f} {}", size, *unit);
}

std::string shareText(std::int64_t n, std::int64_t available) {
    const auto text = "n = " + countText(n);
    return available > n ? text + " of " + countText(available) : text;
}

}  // namespace nescio
