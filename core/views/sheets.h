// Sheets of images that a model makes of others: reconstructions, interpolations, and samples beside the
// training images nearest to them.
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/density/frozen_model.h"
#include "core/values/image.h"
#include "core/values/plot_data.h"
#include "core/values/progress.h"
#include "core/values/selection.h"

namespace nescio {

/// What a sheet of images shows.
enum class SheetKind { Samples, Reconstructions, Interpolation, Nearest };

/// Images that a run's model made of others, and where they come from.
struct Sheet {
    SamplesData data;
    SampleGroups groups;
    std::vector<Selection> origins;  ///< of each image; an empty set: of nowhere but the model
};

/// How a sheet in the making is watched and stopped.
struct SheetControl {
    std::stop_token stop;
    ProgressBoard* board = nullptr;
};

/// The first `count` images of a set, each beside what comes back from the latents. nullopt when stopped.
/// Throws: UnsupportedError.
std::optional<Sheet> reconstructionSheet(const FrozenModel& model, const ImageSet& set, std::int64_t count,
                                         const SheetControl& control);

/// Two images of a set and those between their latents, `steps` in all.
/// Throws: UnsupportedError, DataError for an index that the set has not.
Sheet interpolationSheet(const FrozenModel& model, const ImageSet& set, std::int64_t from, std::int64_t to,
                         int steps);

/// How samples are drawn.
struct SampleRequest {
    std::int64_t count = 16;
    double temperature = 1;
    std::uint64_t seed = 1;
};

/// Samples, each beside its nearest image of the training set. nullopt when stopped.   Throws: ShapeError.
std::optional<Sheet> nearestSheet(const FrozenModel& model, const ImageSet& training,
                                  const SampleRequest& request, const SheetControl& control);

}  // namespace nescio
