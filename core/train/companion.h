// Second models that a run is compared with: one of its background, one of its local texture. The command
// line and the window ask the same functions, so that both train the same thing.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "core/values/run.h"

namespace nescio {

/// Share of bytes that a background model sees replaced, unless asked otherwise.
/// Source: Ren et al. 2019 search 0.1 to 0.3; 0.1 is their choice on grey images.
inline constexpr double kBackgroundMutation = 0.1;

/// The same model on the same images with mutated bytes: what it still learns is background.
/// Source: Ren et al. 2019, Likelihood ratios for out-of-distribution detection, section 3.
RunSpec backgroundSpecFor(const RunSummary& run);

/// A model of the same images that sees only their local texture.
/// Source: Zhang et al. 2021, On the out-of-distribution generalization of probabilistic image modelling.
RunSpec localSpecFor(const RunSummary& run);

/// What a second model is to the run it was trained for: "background", "local"; "" where it is neither.
std::string companionKind(const RunSpec& spec);

/// The newest second models of a run in its folder, by companionKind(): paths of their files.
std::map<std::string, std::filesystem::path> companionsBeside(const std::filesystem::path& run);

/// Throws: ShapeError when the images are not of the run's shape, which would leave nothing to compare.
void requireShapeOf(const RunSummary& run, const ImageShape& found);

}  // namespace nescio
