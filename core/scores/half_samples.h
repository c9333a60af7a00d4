// Half samples of two ordered sets: what a figure varies by from one sample of images to another is what it
// varies by between these. Halves are drawn without replacement: their spread is that of the whole, and no
// image ties with a copy of itself, which would lift average precision.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

#include "core/scores/score_order.h"

namespace nescio {

/// Draws halves of both sets, each image at most once; at least one image of each. Time: linear in images,
/// as nothing is sorted again. Same seed, same halves, on every platform.
/// Source: Politis & Romano 1994 (subsampling).
class HalfSamples {
  public:
    HalfSamples(const ScoreOrder& whole, std::uint64_t seed);
    /// The next half, over the places of the whole; valid until the next call.
    const ScoreOrder& next();

  private:
    void draw(const std::vector<std::uint32_t>& placeOf, std::size_t size,
              std::vector<std::uint32_t>& counts);

    std::vector<std::uint32_t> m_placeOfIn, m_placeOfOut;  ///< [images]
    std::vector<std::uint64_t> m_chosen;                   ///< a bit an image
    ScoreOrder m_half;
    std::mt19937_64 m_generator;
};

}  // namespace nescio
