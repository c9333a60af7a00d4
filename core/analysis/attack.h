// Images changed as little as wanted and in the direction that moves their likelihood most.
#pragma once

#include <optional>

#include "core/density/frozen_model.h"
#include "core/values/image.h"

namespace nescio {

enum class AttackGoal { LowerLikelihood, RaiseLikelihood };
enum class AttackNorm { Max, Euclidean };  ///< L-infinity: each byte; L2: the image as a vector

/// Projected gradient steps on the continuous relaxation of the bytes.
struct AttackOptions {
    AttackGoal goal = AttackGoal::LowerLikelihood;
    AttackNorm norm = AttackNorm::Max;
    double budget = 8;  ///< largest change in that norm, in levels of 0..255
    int steps = 40;
    std::uint64_t seed = 0;  ///< of the dequantisation noise, fresh at every step, never that of draw 0
};

/// The set with every image attacked: of the bytes within the budget that the steps come by, those that went
/// furthest; the image itself where none did. nullopt when stopped.
/// Throws: OptionError for a budget or steps below 1, UnsupportedError, ShapeError, DeviceMemoryError.
/// Source: Madry et al. 2018.
std::optional<ImageSet> attacked(const FrozenModel& model, const ImageSet& set, const AttackOptions& options,
                                 std::stop_token stop = {}, ProgressBoard* board = nullptr);

/// What an attack is held against: every image of `set` changed by the same amounts as in `attacked`, at
/// bytes and in directions drawn at random. The change is as large in every norm. Requires: two sets of one
/// shape and count.
ImageSet changedAsMuch(const ImageSet& set, const ImageSet& attacked, std::uint64_t seed = 0);

}  // namespace nescio
