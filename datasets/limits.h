// What is too large to read, asked before memory is spent: a header can claim anything.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "core/values/image.h"
#include "datasets/load.h"

namespace nescio {

/// The most pixels (height × width) of one image.
inline constexpr std::int64_t kMostPixels = 64'000'000;
/// The most bytes of one image set. Large sets lie in files (mapped_file.h), so that only a false header
/// claims as much.
inline constexpr std::int64_t kMostSetBytes = std::int64_t{1} << 40;

/// The most image sets that one file may hold.
inline constexpr std::size_t kMostParts = 10'000;
/// The largest number of a class.
inline constexpr int kMostLabel = 1'000'000;

/// Throws: ImageError when a side is zero or the image has more than kMostPixels.
void checkSides(const std::filesystem::path& path, std::int64_t height, std::int64_t width);

/// Throws: DataError when count images of `bytesEach` bytes are more than kMostSetBytes.
void checkSetSize(const std::filesystem::path& path, std::int64_t count, std::int64_t bytesEach);

/// Sets count and indices to what the options leave of the set's `available` images; no indices where these
/// are all, or the first. (A false header may claim any number, so that none is spent on it here.)
void chooseImages(ImageSet& set, const LoadOptions& options);

}  // namespace nescio
