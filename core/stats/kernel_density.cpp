#include "core/stats/kernel_density.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <limits>

#include <fmt/format.h>

#include "core/stats/dispersion.h"
#include "core/stats/normal.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

// Lengths are in bandwidths from here on, places from the smallest sample.
constexpr double kBinWidth = 0.5;
constexpr double kSeriesReach = 13;  // from there on samples are summed one by one: they are few
/// |place in the bin · distance| is at most 0.25 · 13.25: the first term left out is below 1e-13 of the sum's
/// largest.
constexpr std::size_t kTerms = 26;
// A sum of n kernels, each below e^−36 / n of the largest, is below 3e-16 of it.
constexpr double kNegligible = 36;

/// Samples that lie together, as a series in the distance from their centre.
struct Bin {
    double centre = 0;
    std::array<double, kTerms> moments{};  ///< Σ e^(−u²/2) u^k / k!, u = place − centre

    void add(double u) {
        double term = std::exp(-u * u / 2);
        for (std::size_t k = 0; k < kTerms; ++k) {
            moments[k] += term;
            term *= u / static_cast<double>(k + 1);
        }
    }
    /// Σ e^(−(t − u)²/2) · e^(least²/2) at a distance t from the centre.
    [[nodiscard]] double at(double t, double least) const {
        double sum = 0;
        for (std::size_t k = kTerms; k-- > 0;) sum = sum * t + moments[k];
        return sum * std::exp(-(t - least) * (t + least) / 2);
    }
};

/// The samples made ready for many points.
class KernelSum {
  public:
    explicit KernelSum(const KernelDensity& density)
        : m_origin(density.samples.front()),
          m_bandwidth(density.bandwidth),
          m_spare(2 * (std::log(static_cast<double>(density.samples.size())) + kNegligible)),
          m_logScale(std::log(static_cast<double>(density.samples.size())) + std::log(density.bandwidth) +
                     kLogRootTwoPi) {
        m_places.reserve(density.samples.size());
        for (const double sample : density.samples) m_places.push_back(placeOf(sample));
        for (const double place : m_places) {
            const double centre = (std::floor(place / kBinWidth) + 0.5) * kBinWidth;
            if (m_bins.empty() || m_bins.back().centre < centre) m_bins.push_back({.centre = centre});
            m_bins.back().add(place - m_bins.back().centre);
        }
    }

    [[nodiscard]] double logDensityAt(double point) const {
        if (std::isnan(point)) return point;
        if (std::isinf(point)) return -std::numeric_limits<double>::infinity();
        const double place = placeOf(point), least = distanceToNearest(place);
        const double reach = std::sqrt(least * least + m_spare);
        const double sum =
            reach <= kSeriesReach ? sumOfBins(place, least, reach) : sumOfSamples(place, least);
        return std::log(sum) - least * least / 2 - m_logScale;
    }

  private:
    [[nodiscard]] double placeOf(double value) const { return (value - m_origin) / m_bandwidth; }

    [[nodiscard]] double distanceToNearest(double place) const {
        const auto above = std::lower_bound(m_places.begin(), m_places.end(), place);
        double least = std::numeric_limits<double>::infinity();
        if (above != m_places.end()) least = *above - place;
        if (above != m_places.begin()) least = std::min(least, place - *std::prev(above));
        return least;
    }

    [[nodiscard]] double sumOfBins(double place, double least, double reach) const {
        const auto isBelow = [](const Bin& bin, double edge) { return bin.centre < edge; };
        auto bin = std::lower_bound(m_bins.begin(), m_bins.end(), place - reach - kBinWidth / 2, isBelow);
        double sum = 0;
        for (; bin != m_bins.end() && bin->centre <= place + reach + kBinWidth / 2; ++bin)
            sum += bin->at(place - bin->centre, least);
        return sum;
    }

    /// From the point outwards on both sides, until nothing counts any more.
    [[nodiscard]] double sumOfSamples(double place, double least) const {
        const auto above = std::lower_bound(m_places.begin(), m_places.end(), place);
        return sumOutwards(above, m_places.end(), place, least) +
               sumOutwards(std::make_reverse_iterator(above), m_places.rend(), place, least);
    }

    template <class Iterator>
    [[nodiscard]] double sumOutwards(Iterator from, Iterator end, double place, double least) const {
        double sum = 0;
        for (; from != end; ++from) {
            const double distance = std::abs(place - *from);
            const double excess = (distance - least) * (distance + least);
            if (excess > m_spare) break;
            sum += std::exp(-excess / 2);
        }
        return sum;
    }

    double m_origin;
    double m_bandwidth;
    double m_spare;     ///< how much larger a distance's square may be than the least one's
    double m_logScale;  ///< log(n · bandwidth · √2π)
    std::vector<double> m_places;
    std::vector<Bin> m_bins;
};

}  // namespace

KernelDensity kernelDensity(const std::vector<double>& samples) {
    KernelDensity density;
    for (const double sample : samples)
        if (std::isfinite(sample)) density.samples.push_back(sample);
    density.leftOut = samples.size() - density.samples.size();
    if (density.samples.empty())
        throw DataError(
            fmt::format("kernel density: expected a finite sample, found none among {}", samples.size()));
    std::sort(density.samples.begin(), density.samples.end());
    const auto dispersion = dispersionOf(density.samples);
    constexpr double kResolution = std::numeric_limits<float>::epsilon();
    const double size = dispersion.mean == 0 ? 1 : std::abs(dispersion.mean);
    density.bandwidth = (dispersion.none() ? kResolution * size : dispersion.deviation) *
                        std::pow(static_cast<double>(density.samples.size()), -0.2);
    return density;
}

std::vector<double> logDensity(const KernelDensity& density, const std::vector<double>& points) {
    const KernelSum sum(density);
    std::vector<double> logs;
    logs.reserve(points.size());
    for (const double point : points) logs.push_back(sum.logDensityAt(point));
    return logs;
}

}  // namespace nescio
