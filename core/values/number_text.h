// Numbers as they stand in sentences and labels: grouped by thin spaces, and "n of N" wherever a part of a
// whole was looked at.
#pragma once

#include <cstdint>
#include <string>

namespace nescio {

/// "10 000" with thin spaces.
std::string countText(std::int64_t count);
/// "n = 512", or "n = 512 of 10 000" where there are more.
std::string shareText(std::int64_t n, std::int64_t available);

}  // namespace nescio
