// Random numbers keyed by what they are for, never by when they are drawn. The noise of an image is a pure
// function of (seed, stream, draw, image index): it does not depend on the batch, on its position there, on
// the number of threads, or on what else was drawn before. Training can resume and scores can be repeated
// without any generator state to keep.
// Source: Salmon et al. 2011, Parallel random numbers: as easy as 1, 2, 3 (Philox4x32-10).
#pragma once

#include <cstdint>
#include <vector>

#include "core/math/tensor.h"

namespace nescio {

/// What a number is for; two streams never share a number.
enum class NoiseStream : std::uint64_t {
    Dequantize = 1,
    Latent = 2,
    Shuffle = 3,
    Split = 4,
    Weights = 5,
    Posterior = 6,  ///< importance draws of a variational model
    Bytes = 7,      ///< levels of sampled bytes
    Mutate = 8,     ///< which bytes a background model sees replaced, and by what
    Member = 9      ///< which member of an ensemble a sample comes from
};

class NoiseFeed;

/// Names the noise of a batch: one draw of one seed for each of these images.
struct NoiseKey {
    std::uint64_t seed = 0;
    std::vector<std::int64_t> images;  ///< index of each image of the batch within its data set
    std::uint64_t draw = 0;            ///< epoch while training, 0..k-1 while scoring; below 2^56
    NoiseFeed* feed = nullptr;         ///< brings the numbers to a device; see noise_feed.h
};

/// U[0,1) on the grid of 2^-24.   Shapes: -> [images.size(), perImage], float32 on the CPU or where the key's
/// feed brings it.
torch::Tensor uniformNoise(const NoiseKey& key, NoiseStream stream, std::int64_t perImage);

/// N(0,1) by Box-Muller.   Shapes: as of uniformNoise().
torch::Tensor normalNoise(const NoiseKey& key, NoiseStream stream, std::int64_t perImage);

/// A distribution of noise.
enum class NoiseForm { Uniform, Normal };

/// Writes the same numbers into a tensor that is there.   Shapes: float32 [images.size(), perImage] on the
/// CPU, contiguous.
void drawNoise(NoiseForm form, const NoiseKey& key, NoiseStream stream, const torch::Tensor& into);

/// A uniformly random order of 0..n-1 (Fisher-Yates).
std::vector<std::int64_t> permutation(std::int64_t n, std::uint64_t seed, NoiseStream stream,
                                      std::uint64_t draw);

}  // namespace nescio
