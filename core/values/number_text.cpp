#include "core/values/number_text.h"

#include <algorithm>
#include <cctype>
#include <charconv>

#include <fmt/format.h>

namespace nescio {
namespace {

template <class Number>
std::optional<Number> readAll(const std::string& text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

/// "1,000" and "250,000", but neither "0,125" nor "39,5": a comma that may as well group thousands.
bool mayGroupThousands(const std::string& text, std::size_t comma) {
    const auto digits = [&](std::size_t from, std::size_t to) {
        return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(from),
                           text.begin() + static_cast<std::ptrdiff_t>(to),
                           [](unsigned char sign) { return std::isdigit(sign) != 0; });
    };
    const std::size_t first = text.starts_with('-') ? 1 : 0;
    return comma > first && comma - first <= 3 && text[first] != '0' && text.size() - comma == 4 &&
           digits(first, comma) && digits(comma + 1, text.size());
}

std::string groupedCount(std::int64_t count, std::string_view minus, std::string_view space) {
    const auto text = std::to_string(count);
    return count < 0 ? fmt::format("{}{}", minus, grouped(text.substr(1), space)) : grouped(text, space);
}

}  // namespace

std::optional<std::int64_t> readWhole(const std::string& text) {
    return readAll<std::int64_t>(text);
}

std::optional<double> readNumber(std::string text) {
    if (const auto comma = text.find(','); comma != std::string::npos) {
        if (text.find('.') != std::string::npos || mayGroupThousands(text, comma)) return std::nullopt;
        text[comma] = '.';
    }
    return readAll<double>(text);
}

std::string grouped(std::string digits, std::string_view space) {
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
        digits.insert(static_cast<std::size_t>(at), space);
    return digits;
}

std::string countText(std::int64_t count) {
    return groupedCount(count, "-", "\u2009");
}

std::string countText(std::int64_t n, std::int64_t available) {
    return available > n ? fmt::format("{} of {}", countText(n), countText(available)) : countText(n);
}

std::string unbrokenCount(std::int64_t count) {
    return groupedCount(count, "\u2212", "\u202F");
}

std::string unbrokenCount(std::int64_t n, std::int64_t available) {
    return available > n ? fmt::format("{} of {}", unbrokenCount(n), unbrokenCount(available))
                         : unbrokenCount(n);
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
    return "n = " + countText(n, available);
}

}  // namespace nescio
