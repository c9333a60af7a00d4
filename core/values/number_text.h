// Numbers as they stand in sentences and labels: grouped by thin spaces, and "n of N" wherever a part of a
// whole was looked at. And numbers as people type them, whatever their country's decimal sign is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace nescio {

/// Digits with `space` before every third one from the right.
std::string grouped(std::string digits, std::string_view space);
/// "10 000" with thin spaces.
std::string countText(std::int64_t count);
/// "10 000 of 60 000", or "10 000" where that is all.
std::string countText(std::int64_t n, std::int64_t available);
/// "812 B", "4.5 kB", "1.4 GB": decimal units, as servers and file managers tell sizes.
std::string bytesText(std::int64_t bytes);
/// "n = 512", or "n = 512 of 10 000" where there are more.
std::string shareText(std::int64_t n, std::int64_t available);
/// As countText(), for running text: a count never breaks over two lines, and its minus is a true one.
std::string unbrokenCount(std::int64_t count);
std::string unbrokenCount(std::int64_t n, std::int64_t available);

/// A whole number: digits, and a minus before them. Nothing else, so no grouped thousands.
std::optional<std::int64_t> readWhole(const std::string& text);
/// A number whose decimal sign is a point or a comma: "39.5" and "39,5" are both 39.5. "1,000" is nothing: to
/// some it is one and to others a thousand.
std::optional<double> readNumber(std::string text);

}  // namespace nescio
