// Changes to images that make a set drift from what a model was trained on, by a strength that can be turned
// up. A new shift is one file in datasets/shifts/ that defines `nescio::shifts::<id>::kind()`.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "core/values/image.h"
#include "datasets/random.h"

namespace nescio {

/// What a shift may read besides the image.
struct ShiftContext {
    ImageShape shape;
    std::span<const double> mean;  ///< mean byte of every dimension of the reference set, 0..255
    Random random;                 ///< a stream of this image's own: the same whatever the batch or order
};

/// A registered shift.
struct ShiftKind {
    std::string id;             ///< lower_snake
    std::string title;          ///< "Graying"
    std::string what;           ///< one sentence
    std::string strength;       ///< what the number means: "share a of the distance kept"
    double neutral = 0;         ///< the strength that changes nothing
    std::vector<double> sweep;  ///< strengths that show its effect, from neutral outwards
    bool needsColour = false;   ///< says nothing of grey images
    bool needsSquare = false;   ///< would give other images another shape
    bool usesMean = false;      ///< reads ShiftContext::mean
    bool whole = false;         ///< only whole numbers mean something
    /// Changes the bytes of one image in place (C, H, W).
    std::function<void(std::span<std::uint8_t> bytes, double strength, ShiftContext& context)> apply;
};

/// All shifts, alphabetical by id.
const std::vector<ShiftKind>& shiftKinds();
/// Throws: OptionError naming the known ids.
const ShiftKind& shiftKind(const std::string& id);

/// Why the shift has nothing to say of images of a shape, as a clause: "says nothing of grey images"; empty
/// where it has.
std::string obstacleOf(const ShiftKind& kind, const ImageShape& shape);

/// Mean byte of every dimension.   Requires: a set that is not empty.
std::vector<double> meanImage(const ImageSet& set);

/// The set with every image shifted; `changes` and the title say how. `mean` is that of the reference set.
/// Throws: ShapeError where obstacleOf() has something to say.
ImageSet shifted(const ImageSet& set, const ShiftKind& kind, double strength, std::span<const double> mean,
                 std::uint64_t seed = 0);

/// A value as a byte: rounded, and clipped to 0..255.
std::uint8_t toByte(double value);

}  // namespace nescio
