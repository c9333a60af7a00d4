// What is done to rows of numbers, a channel's pixels each, between matrix products. Compiled for several
// generations of processors; the one at hand is chosen as the program starts.
#pragma once

#include <cstdint>

namespace nescio {

/// row = max(0, (row + bias) * scale); what is no number stays none.
void rectify(float* row, std::int64_t n, float bias, float scale);
void rectify(double* row, std::int64_t n, double bias, double scale);

/// Sums over a row.
template <class Number>
struct RowGradients {
    Number bias, logScale;
};
/// The way back through rectify(): from the gradient of what it gave to that of what it was given, in place.
RowGradients<float> unrectify(float* gradient, const float* given, std::int64_t n, float scale);
RowGradients<double> unrectify(double* gradient, const double* given, std::int64_t n, double scale);

/// to += row.
void addRow(const float* row, std::int64_t n, float* to);
void addRow(const double* row, std::int64_t n, double* to);
void scaleRow(float* row, std::int64_t n, float scale);
void scaleRow(double* row, std::int64_t n, double scale);
float sumOf(const float* row, std::int64_t n);
double sumOf(const double* row, std::int64_t n);
float sumOfProducts(const float* a, const float* b, std::int64_t n);
double sumOfProducts(const double* a, const double* b, std::int64_t n);

/// to(y, x) = from(y + down, x + right), 0 where that lies outside.   Requires: |down|, |right| <= 1.
template <class Number>
void copyMoved(const Number* from, std::int64_t height, std::int64_t width, std::int64_t down,
               std::int64_t right, Number* to);
/// to(y, x) += from(y + down, x + right), where that lies inside.   Requires: as copyMoved().
template <class Number>
void addMoved(const Number* from, std::int64_t height, std::int64_t width, std::int64_t down,
              std::int64_t right, Number* to);

}  // namespace nescio
