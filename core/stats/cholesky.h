// Symmetric positive definite matrices of a few rows.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace nescio {

/// The lower triangle L of A = L Lᵀ, row by row with zeros above; nullopt where A is not positive definite.
/// Shapes: a holds n · n numbers, of which the lower triangle is read.
std::optional<std::vector<double>> cholesky(std::span<const double> a, std::size_t n);

/// y of L y = b.   Shapes: lower n · n, b n.
std::vector<double> solveLower(std::span<const double> lower, std::span<const double> b);

/// x of Lᵀ x = y.   Shapes: lower n · n, y n.
std::vector<double> solveUpper(std::span<const double> lower, std::span<const double> y);

}  // namespace nescio
