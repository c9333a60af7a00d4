#include "core/math/pixel_rows.h"

#include <algorithm>

#include "core/math/for_processors.h"

// `simd` lets sums be taken in several lanes at once; no other part of OpenMP is used.
namespace nescio {
namespace {

template <class Number>
[[gnu::always_inline]] inline void rectifyRow(Number* row, std::int64_t n, Number bias, Number scale) {
#pragma omp simd
    for (std::int64_t i = 0; i < n; ++i) {
        const Number value = (row[i] + bias) * scale;
        row[i] = value < 0 ? 0 : value;
    }
}

template <class Number>
[[gnu::always_inline]] inline RowGradients<Number> unrectifyRow(Number* gradient, const Number* given,
                                                                std::int64_t n, Number scale) {
    Number bias = 0, logScale = 0;
#pragma omp simd reduction(+ : bias, logScale)
    for (std::int64_t i = 0; i < n; ++i) {
        const Number passed = given[i] > 0 ? gradient[i] : 0;
        logScale += passed * given[i];
        gradient[i] = passed * scale;
        bias += gradient[i];
    }
    return {bias, logScale};
}

template <class Number>
[[gnu::always_inline]] inline void scaledRow(Number* row, std::int64_t n, Number scale) {
#pragma omp simd
    for (std::int64_t i = 0; i < n; ++i) row[i] *= scale;
}

template <class Number>
[[gnu::always_inline]] inline void addedRow(const Number* row, std::int64_t n, Number* to) {
#pragma omp simd
    for (std::int64_t i = 0; i < n; ++i) to[i] += row[i];
}

template <class Number>
[[gnu::always_inline]] inline Number rowSum(const Number* row, std::int64_t n) {
    Number sum = 0;
#pragma omp simd reduction(+ : sum)
    for (std::int64_t i = 0; i < n; ++i) sum += row[i];
    return sum;
}

template <class Number>
[[gnu::always_inline]] inline Number rowProduct(const Number* a, const Number* b, std::int64_t n) {
    Number sum = 0;
#pragma omp simd reduction(+ : sum)
    for (std::int64_t i = 0; i < n; ++i) sum += a[i] * b[i];
    return sum;
}

/// The columns of a row whose neighbour lies inside.
struct Inside {
    std::int64_t begin, end;
};
Inside columnsInside(std::int64_t width, std::int64_t right) {
    return {std::max<std::int64_t>(0, -right), width - std::max<std::int64_t>(0, right)};
}

}  // namespace

NESCIO_FOR_PROCESSORS void rectify(float* row, std::int64_t n, float bias, float scale) {
    rectifyRow(row, n, bias, scale);
}
void rectify(double* row, std::int64_t n, double bias, double scale) {
    rectifyRow(row, n, bias, scale);
}
NESCIO_FOR_PROCESSORS RowGradients<float> unrectify(float* gradient, const float* given, std::int64_t n,
                                                    float scale) {
    return unrectifyRow(gradient, given, n, scale);
}
RowGradients<double> unrectify(double* gradient, const double* given, std::int64_t n, double scale) {
    return unrectifyRow(gradient, given, n, scale);
}
NESCIO_FOR_PROCESSORS void addRow(const float* row, std::int64_t n, float* to) {
    addedRow(row, n, to);
}
void addRow(const double* row, std::int64_t n, double* to) {
    addedRow(row, n, to);
}
NESCIO_FOR_PROCESSORS void scaleRow(float* row, std::int64_t n, float scale) {
    scaledRow(row, n, scale);
}
void scaleRow(double* row, std::int64_t n, double scale) {
    scaledRow(row, n, scale);
}
NESCIO_FOR_PROCESSORS float sumOf(const float* row, std::int64_t n) {
    return rowSum(row, n);
}
double sumOf(const double* row, std::int64_t n) {
    return rowSum(row, n);
}
NESCIO_FOR_PROCESSORS float sumOfProducts(const float* a, const float* b, std::int64_t n) {
    return rowProduct(a, b, n);
}
double sumOfProducts(const double* a, const double* b, std::int64_t n) {
    return rowProduct(a, b, n);
}

template <class Number>
void copyMoved(const Number* from, std::int64_t height, std::int64_t width, std::int64_t down,
               std::int64_t right, Number* to) {
    const auto [begin, end] = columnsInside(width, right);
    for (std::int64_t y = 0; y < height; ++y, to += width) {
        if (y + down < 0 || y + down >= height) {
            std::fill_n(to, width, Number(0));
            continue;
        }
        const auto* source = from + (y + down) * width + right;
        std::fill_n(to, begin, Number(0));
        std::copy(source + begin, source + end, to + begin);
        std::fill(to + end, to + width, Number(0));
    }
}

template <class Number>
void addMoved(const Number* from, std::int64_t height, std::int64_t width, std::int64_t down,
              std::int64_t right, Number* to) {
    const auto inside = columnsInside(width, right);
    const auto begin = inside.begin,
               end = inside.end;  // Clang 16 falls over parts of a binding in such a loop
    for (std::int64_t y = std::max<std::int64_t>(0, -down); y < height - std::max<std::int64_t>(0, down);
         ++y) {
        const auto* source = from + (y + down) * width + right;
        auto* row = to + y * width;
#pragma omp simd
        for (std::int64_t x = begin; x < end; ++x) row[x] += source[x];
    }
}

template void copyMoved(const float*, std::int64_t, std::int64_t, std::int64_t, std::int64_t, float*);
template void copyMoved(const double*, std::int64_t, std::int64_t, std::int64_t, std::int64_t, double*);
template void addMoved(const float*, std::int64_t, std::int64_t, std::int64_t, std::int64_t, float*);
template void addMoved(const double*, std::int64_t, std::int64_t, std::int64_t, std::int64_t, double*);

}  // namespace nescio
