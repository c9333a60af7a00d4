#include "core/scores/share_interval.h"

#include <algorithm>
#include <cmath>

namespace nescio {

Interval wilsonInterval(double share, double trials, double confidence) {
    const double z = normalQuantile(confidence), n = trials;
    const double centre = (share + z * z / (2 * n)) / (1 + z * z / n);
    const double reach = z / (1 + z * z / n) * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    return {share, std::clamp(centre - reach, 0.0, share), std::clamp(centre + reach, share, 1.0)};
}

Interval resampledInterval(double value, const Spread& halves, const ShareKind& kind) {
    if (halves.n() == 0) return {value, value, value};
    const double share = kind.biased ? std::clamp(2 * value - halves.mean(), 0.0, 1.0) : value;
    const double ofOneTrial = share * (1 - share), variance = halves.variance();
    const double trials =
        variance > 0 && ofOneTrial > 0 ? std::min(ofOneTrial / variance, kind.most) : kind.fewest;
    const auto around = wilsonInterval(share, trials, kind.confidence);
    return {value, std::min(around.low, value), std::max(around.high, value)};
}

}  // namespace nescio
