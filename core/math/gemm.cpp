#include "core/math/gemm.h"

extern "C" {
// NOLINTBEGIN(readability-identifier-naming): these are the names of BLAS
void sgemm_(const char* transa, const char* transb, const int* m, const int* n, const int* k,
            const float* alpha, const float* a, const int* lda, const float* b, const int* ldb,
            const float* beta, float* c, const int* ldc);
void dgemm_(const char* transa, const char* transb, const int* m, const int* n, const int* k,
            const double* alpha, const double* a, const int* lda, const double* b, const int* ldb,
            const double* beta, double* c, const int* ldc);
// NOLINTEND(readability-identifier-naming)
}

namespace nescio {
namespace {

auto* gemmOf(const float*) {
    return &sgemm_;
}
auto* gemmOf(const double*) {
    return &dgemm_;
}

}  // namespace

template <class Number>
void multiply(std::int64_t m, std::int64_t n, std::int64_t k, const Factor<Number>& a,
              const Factor<Number>& b, const Rows<Number>& out, bool add) {
    // BLAS reads columns: what lies row by row is to it the transpose, and (a b)' = b' a'.
    const int columns = static_cast<int>(n), rows = static_cast<int>(m), inner = static_cast<int>(k);
    const int aStride = static_cast<int>(a.rows.stride), bStride = static_cast<int>(b.rows.stride),
              outStride = static_cast<int>(out.stride);
    const Number one = 1, before = add ? 1 : 0;
    gemmOf(out.data)(b.transposed ? "T" : "N", a.transposed ? "T" : "N", &columns, &rows, &inner, &one,
                     b.rows.data, &bStride, a.rows.data, &aStride, &before, out.data, &outStride);
}

template void multiply(std::int64_t, std::int64_t, std::int64_t, const Factor<float>&, const Factor<float>&,
                       const Rows<float>&, bool);
template void multiply(std::int64_t, std::int64_t, std::int64_t, const Factor<double>&, const Factor<double>&,
                       const Rows<double>&, bool);

}  // namespace nescio
