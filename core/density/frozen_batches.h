// Images on their way through a frozen model, a batch at a time.
#pragma once

#include <chrono>
#include <span>
#include <string>
#include <vector>

#include "core/math/byte_tensor.h"
#include "core/math/shards.h"
#include "core/values/progress.h"
#include "core/values/shape.h"

namespace nescio {

using JobClock = std::chrono::steady_clock;

double secondsSince(JobClock::time_point start);

/// first, first + 1, ...: what keys the noise of a batch.
std::vector<std::int64_t> indexRange(std::int64_t first, std::int64_t count);

/// What keys an image's noise: its bytes, as many of their content's bits as the noise has room for. The same
/// image gets the same noise in any set, at any place, and alone.
std::vector<std::int64_t> noiseKeysOf(std::span<const std::uint64_t> contents);

/// The batch with its last image repeated up to `least` images, and the keys with it.
/// Shapes: uint8 [n,C,H,W] -> [max(n, least),C,H,W].   Requires: n >= 1, a key an image.
torch::Tensor padded(const torch::Tensor& bytes, std::vector<std::int64_t>& noiseKeys,
                     std::int64_t least = kLeastBatch);

/// Throws: ShapeError naming `what` and both shapes where they differ.
void requireSameShape(const std::string& what, const ImageShape& expected, const ImageShape& found);

/// Images done of all, with speed and time left.
Progress progressOf(const std::string& stage, std::int64_t done, std::int64_t total,
                    JobClock::time_point start);

}  // namespace nescio
