// Bytes made of what a model drew, with a count of the values that are no number: a byte has no room for
// them.
#pragma once

#include <cstdint>

#include "core/math/tensor.h"

namespace nescio {

/// Counts, on its thread and while it lives, the images in which toBytes() or countNotFinite() met values
/// that are not finite. The innermost one counts.   Thread: one.
class NotFiniteCount {
  public:
    NotFiniteCount();
    ~NotFiniteCount();
    NotFiniteCount(const NotFiniteCount&) = delete;
    NotFiniteCount& operator=(const NotFiniteCount&) = delete;

    /// Images marked so far: those with at least one such value.
    [[nodiscard]] std::int64_t images() const { return m_images; }

  private:
    friend void countNotFinite(const torch::Tensor& values);
    NotFiniteCount* m_outer;
    std::int64_t m_images = 0;
};

/// Tells the count of this thread, if there is one, of images among these values. Once an image.
/// Shapes: [N,...].
void countNotFinite(const torch::Tensor& values);

/// Whole levels as bytes, clipped to 0..levels-1; what is not finite is counted, and becomes 0 (NaN), the
/// least or the largest level.   Shapes: floating [N,...] -> uint8 [N,...].
torch::Tensor toBytes(const torch::Tensor& levels, int count);

}  // namespace nescio
