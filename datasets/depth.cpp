#include "datasets/depth.h"

#include <algorithm>
#include <bit>
#include <numeric>
#include <vector>

namespace nescio {
namespace {

constexpr std::int64_t kEnoughValues = 32;  // different ones

/// Bytes that were spread over 16 bits: shifted, or repeated.
bool madeOfBytes(unsigned divisor) {
    return divisor % 256 == 0 || divisor % 257 == 0;
}

}  // namespace

UsedDepth usedDepth(const Pixels& pixels) {
    std::vector<bool> seen(1 << 16);
    const auto channels = static_cast<std::size_t>(pixels.channels);
    const bool alpha = channels % 2 == 0;
    for (std::size_t i = 0; i < pixels.count(); ++i)
        if (!alpha || (i + 1) % channels != 0) seen[static_cast<std::size_t>(pixels.value(i))] = true;
    unsigned most = 0, divisor = 0;
    std::int64_t different = 0;
    for (unsigned value = 0; value < seen.size(); ++value)
        if (seen[value]) {
            most = value;
            divisor = std::gcd(divisor, value);
            ++different;
        }
    const bool many = different >= kEnoughValues;
    if (many && madeOfBytes(divisor)) return {.bits = 16, .evident = true};
    for (const int bits : {8, 10, 12, 14})
        if (static_cast<int>(std::bit_width(most)) <= bits) return {.bits = bits, .evident = many};
    return {.bits = 16, .evident = true};
}

std::uint8_t toByte(int value, int bits) {
    const int most = (1 << bits) - 1;
    return static_cast<std::uint8_t>((std::min(value, most) * 255LL + most / 2) / most);
}

}  // namespace nescio
