#include "core/stats/cholesky.h"

#include <cmath>

namespace nescio {

std::optional<std::vector<double>> cholesky(std::span<const double> a, std::size_t n) {
    std::vector<double> lower(n * n);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j <= i; ++j) {
            double rest = a[i * n + j];
            for (std::size_t k = 0; k < j; ++k) rest -= lower[i * n + k] * lower[j * n + k];
            if (i == j && !(rest > 0)) return std::nullopt;
            lower[i * n + j] = i == j ? std::sqrt(rest) : rest / lower[j * n + j];
        }
    return lower;
}

std::vector<double> solveLower(std::span<const double> lower, std::span<const double> b) {
    const auto n = b.size();
    std::vector<double> y(b.begin(), b.end());
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t k = 0; k < i; ++k) y[i] -= lower[i * n + k] * y[k];
        y[i] /= lower[i * n + i];
    }
    return y;
}

std::vector<double> solveUpper(std::span<const double> lower, std::span<const double> y) {
    const auto n = y.size();
    std::vector<double> x(y.begin(), y.end());
    for (std::size_t i = n; i-- > 0;) {
        for (std::size_t k = i + 1; k < n; ++k) x[i] -= lower[k * n + i] * x[k];
        x[i] /= lower[i * n + i];
    }
    return x;
}

}  // namespace nescio
