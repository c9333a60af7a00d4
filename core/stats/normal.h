// Constants of the normal distribution.
#pragma once

namespace nescio {

/// log √(2π): minus the logarithm of the standard normal density at 0.
inline constexpr double kLogRootTwoPi = 0.91893853320467274178;

}  // namespace nescio
