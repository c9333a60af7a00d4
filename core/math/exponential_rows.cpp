#include "core/math/exponential_rows.h"

#include <cmath>

#include "core/math/for_processors.h"

namespace nescio {
namespace {

/// Without a call, so that a loop over it runs in lanes. Source: S. Moshier, Cephes library, expf.
[[gnu::always_inline]] inline float exponential(float x) {
    constexpr float kMost = 88, kLog2E = 1.44269504F, kLn2High = 0.693359375F, kLn2Low = -2.12194440e-4F;
    constexpr float kRound = 12582912;  // 1.5 · 2^23: a sum with it is rounded, and stands in its last bits
    float within = x < -kMost ? -kMost : x;  // NaN stays
    within = within > kMost ? kMost : within;
    const float shifted = within * kLog2E + kRound;
    const float power = shifted - kRound;
    const float rest = (within - power * kLn2High) - power * kLn2Low;
    float sum = 1.9875691500e-4F;
    sum = sum * rest + 1.3981999507e-3F;
    sum = sum * rest + 8.3334519073e-3F;
    sum = sum * rest + 4.1665795894e-2F;
    sum = sum * rest + 1.6666665459e-1F;
    sum = sum * rest + 5.0000001201e-1F;
    sum = sum * rest * rest + rest + 1;
    // The builtin: std::bit_cast is a call, which keeps GCC 12 from lanes in clones for newer processors.
    return sum * __builtin_bit_cast(float, (__builtin_bit_cast(std::uint32_t, shifted) + 127U) << 23);
}

/// tanh(a) and sigmoid(b).
struct GateParts {
    float tanhs, sigmoids;
};

/// With one division for both. Near zero tanh has its own series, since (e - 1) / (e + 1) loses digits there.
/// Source: as above, tanhf.
[[gnu::always_inline]] inline GateParts gateParts(float a, float b) {
    constexpr float kSaturated = 30,
                    kShut = 50;  // beyond, the products below would leave what a float can be
    float twice = 2 * a < -kSaturated ? -kSaturated : 2 * a, away = -b > kShut ? kShut : -b;
    twice = twice > kSaturated ? kSaturated : twice;
    const float e = exponential(twice), up = e + 1, shut = 1 + exponential(away);
    const float both = 1 / (up * shut);
    const float square = a * a;
    float series = -5.70498872745e-3F;
    series = series * square + 2.06390887954e-2F;
    series = series * square - 5.37397155531e-2F;
    series = series * square + 1.33314422036e-1F;
    series = series * square - 3.33332819422e-1F;
    const float near = series * square * a + a, far = (e - 1) * shut * both;
    return {square < 0.625F * 0.625F ? near : far, up * both};
}
[[gnu::always_inline]] inline void gated(const float* a, const float* b, std::int64_t n, float* out) {
#pragma omp simd
    for (std::int64_t i = 0; i < n; ++i) {
        const auto parts = gateParts(a[i], b[i]);
        out[i] = parts.tanhs * parts.sigmoids;
    }
}

[[gnu::always_inline]] inline void gatedAndKept(const float* a, const float* b, std::int64_t n, float* out,
                                                float* tanhs, float* sigmoids) {
#pragma omp simd
    for (std::int64_t i = 0; i < n; ++i) {
        const auto parts = gateParts(a[i], b[i]);
        tanhs[i] = parts.tanhs;
        sigmoids[i] = parts.sigmoids;
        out[i] = parts.tanhs * parts.sigmoids;
    }
}

template <class Number>
[[gnu::always_inline]] inline void ungated(const Number* gradient, const Number* tanhs,
                                           const Number* sigmoids, std::int64_t n, Number* ofA, Number* ofB) {
#pragma omp simd
    for (std::int64_t i = 0; i < n; ++i) {
        ofA[i] = gradient[i] * sigmoids[i] * (1 - tanhs[i] * tanhs[i]);
        ofB[i] = gradient[i] * tanhs[i] * sigmoids[i] * (1 - sigmoids[i]);
    }
}

template <class Number>
[[gnu::always_inline]] inline void raised(const Number* row, std::int64_t n, Number* most) {
#pragma omp simd
    for (std::int64_t i = 0; i < n; ++i) most[i] = row[i] > most[i] ? row[i] : most[i];
}

[[gnu::always_inline]] inline void expOf(const float* row, const float* most, std::int64_t n, float* out,
                                         float* sum) {
#pragma omp simd
    for (std::int64_t i = 0; i < n; ++i) {
        out[i] = exponential(row[i] - most[i]);
        sum[i] += out[i];
    }
}

template <class Number>
[[gnu::always_inline]] inline void multiplied(const Number* row, const Number* factor, std::int64_t n,
                                              Number* out) {
#pragma omp simd
    for (std::int64_t i = 0; i < n; ++i) out[i] = row[i] * factor[i];
}

}  // namespace

NESCIO_FOR_PROCESSORS void gateRow(const float* a, const float* b, std::int64_t n, float* out, float* tanhs,
                                   float* sigmoids) {
    if (tanhs)
        gatedAndKept(a, b, n, out, tanhs, sigmoids);
    else
        gated(a, b, n, out);
}
// In double precision, for tests: the library's own functions, which no loop runs in lanes.
void gateRow(const double* a, const double* b, std::int64_t n, double* out, double* tanhs, double* sigmoids) {
    for (std::int64_t i = 0; i < n; ++i) {
        const double up = std::tanh(a[i]), open = 1 / (1 + std::exp(-b[i]));
        out[i] = up * open;
        if (tanhs) tanhs[i] = up, sigmoids[i] = open;
    }
}
NESCIO_FOR_PROCESSORS void ungateRow(const float* gradient, const float* tanhs, const float* sigmoids,
                                     std::int64_t n, float* ofA, float* ofB) {
    ungated(gradient, tanhs, sigmoids, n, ofA, ofB);
}
void ungateRow(const double* gradient, const double* tanhs, const double* sigmoids, std::int64_t n,
               double* ofA, double* ofB) {
    ungated(gradient, tanhs, sigmoids, n, ofA, ofB);
}
NESCIO_FOR_PROCESSORS void raiseTo(const float* row, std::int64_t n, float* most) {
    raised(row, n, most);
}
void raiseTo(const double* row, std::int64_t n, double* most) {
    raised(row, n, most);
}
NESCIO_FOR_PROCESSORS void expBelow(const float* row, const float* most, std::int64_t n, float* out,
                                    float* sum) {
    expOf(row, most, n, out, sum);
}
void expBelow(const double* row, const double* most, std::int64_t n, double* out, double* sum) {
    for (std::int64_t i = 0; i < n; ++i) sum[i] += out[i] = std::exp(row[i] - most[i]);
}
NESCIO_FOR_PROCESSORS void multiplyRows(const float* row, const float* factor, std::int64_t n, float* out) {
    multiplied(row, factor, n, out);
}
void multiplyRows(const double* row, const double* factor, std::int64_t n, double* out) {
    multiplied(row, factor, n, out);
}

}  // namespace nescio
