#include "core/values/number_text.h"

namespace nescio {

std::string countText(std::int64_t count) {
    auto digits = std::to_string(count);
    const std::ptrdiff_t first = count < 0 ? 1 : 0;
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > first; at -= 3)
        digits.insert(static_cast<std::size_t>(at), "\u2009");
    return digits;
}

std::string shareText(std::int64_t n, std::int64_t available) {
    const auto text = "n = " + countText(n);
    return available > n ? text + " of " + countText(available) : text;
}

}  // namespace nescio
