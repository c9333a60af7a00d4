// Numbers as they stand in sentences and labels: grouped by thin spaces, and "n of N" wherever a part of a
// whole was looked at.
#pragma once

#include <cstdint>
#include <string>

namespace nescio {

/// "10 000" with thin spaces.
std::string countText(std::int64_t count);
/// "812 B", "4.5 kB", "1.4 GB": decimal units, as servers and file managers tell sizes.
std::string bytesText(std::int64_t bytes);
/// "n = 512", or "n = 512 of 10 000" where there are more.
std::string shareText(std::int64_t n, std::int64_t available);

}  // namespace nescio
