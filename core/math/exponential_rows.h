// Exponentials of rows of numbers, several at once: what gates and softmaxes are made of. Compiled as
// pixel_rows.h; in float32 each value is right to 4e-7 of itself while exp lies within -87..87 and the
// sigmoid's argument above -50; beyond they stay at 0, at 2e-22 and at their largest.
#pragma once

#include <cstdint>

namespace nescio {

/// out = tanh(a) * sigmoid(b); the two go into `tanhs` and `sigmoids` unless these are null.
void gateRow(const float* a, const float* b, std::int64_t n, float* out, float* tanhs, float* sigmoids);
void gateRow(const double* a, const double* b, std::int64_t n, double* out, double* tanhs, double* sigmoids);
/// The way back: gradients of a and b from that of the product.
void ungateRow(const float* gradient, const float* tanhs, const float* sigmoids, std::int64_t n, float* ofA,
               float* ofB);
void ungateRow(const double* gradient, const double* tanhs, const double* sigmoids, std::int64_t n,
               double* ofA, double* ofB);

/// most = max(most, row); what is no number is passed over.
void raiseTo(const float* row, std::int64_t n, float* most);
void raiseTo(const double* row, std::int64_t n, double* most);
/// out = exp(row - most), sum += out.   Requires: row <= most where both are numbers.
void expBelow(const float* row, const float* most, std::int64_t n, float* out, float* sum);
void expBelow(const double* row, const double* most, std::int64_t n, double* out, double* sum);
/// out = row * factor.
void multiplyRows(const float* row, const float* factor, std::int64_t n, float* out);
void multiplyRows(const double* row, const double* factor, std::int64_t n, double* out);

}  // namespace nescio
