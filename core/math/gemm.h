// The product of two matrices that lie in memory row by row, by the BLAS that LibTorch uses too. LibTorch's
// own functions do the same, but take longer to be called than small matrices to be multiplied.
#pragma once

#include <cstdint>

namespace nescio {

/// Matrices in memory, row by row: `stride` numbers lie between the beginnings of two rows.
template <class Number>
struct Rows {
    Number* data;
    std::int64_t stride;
};

/// A matrix as it is, or its transpose.
template <class Number>
struct Factor {
    Rows<const Number> rows;
    bool transposed = false;
};

/// out = a b, or out += a b.   Shapes: a [m,k], b [k,n], out [m,n], after transposing.
/// Instances: float and double.
template <class Number>
void multiply(std::int64_t m, std::int64_t n, std::int64_t k, const Factor<Number>& a,
              const Factor<Number>& b, const Rows<Number>& out, bool add = false);

}  // namespace nescio
