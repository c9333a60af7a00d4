// Images as bytes: one image, and a set of images of one shape. Nothing here knows a model, a file format
// or a colour space; bytes stay bytes until a model's own preprocessing.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/values/byte_block.h"
#include "core/values/shape.h"

namespace nescio {

/// One image of 8-bit values.
/// Shapes: bytes holds shape.dims() values, channel by channel, row by row (C, H, W).
struct Image {
    ImageShape shape;
    std::vector<std::uint8_t> bytes;
    std::string source;                ///< path or "data set #index"; where a message should point
    std::vector<std::string> changes;  ///< what was done to the original, in order, one phrase each
};

/// Which images of a set a limit leaves.
enum class LimitRule {
    Even,  ///< spread evenly over the set: of one sorted by class, some of each
    First  ///< from its start: run files of format 1
};

/// Many images of one shape, kept in one block of memory.
/// Shapes: bytes holds count * shape.dims() values, image by image (N, C, H, W).
struct ImageSet {
    std::string id;      ///< short, e.g. "fashion-mnist/t10k": what people and run files call the set
    std::string title;   ///< for people, e.g. "FashionMNIST test"
    std::string source;  ///< path(s) or "synthetic"
    ImageShape shape;
    std::int64_t count = 0;      ///< images held here
    std::int64_t available = 0;  ///< images the source has: "count of available" is shown beside numbers
    ByteBlock bytes;             ///< shared by the copies of a set
    std::vector<int> labels;     ///< empty, or one class a image
    std::vector<std::string> classNames;  ///< empty, or names of classes, to be read by className() alone
    std::vector<std::string> changes;     ///< what fitting did to every image, e.g. "grey: luma of RGB"
    std::vector<std::string> imageNames;  ///< empty, or one name a image (file names of a folder)
    bool synthetic = false;
    /// What the set is (content.h), told by whoever read it: of the source, before any fitting. A set made of
    /// others has none; what it is, its own images tell.
    std::string fingerprint = {};
    std::vector<std::int64_t> indices =
        {};  ///< ascending: which of the source's images; empty: the first `count`

    /// The place of image i within the source.   Requires: 0 <= i < count.
    [[nodiscard]] std::int64_t indexOf(std::int64_t i) const {
        return indices.empty() ? i : indices[static_cast<std::size_t>(i)];
    }
    /// The bytes of image i.   Requires: 0 <= i < count.
    [[nodiscard]] std::span<const std::uint8_t> image(std::int64_t i) const {
        return {bytes.data() + i * shape.dims(), static_cast<std::size_t>(shape.dims())};
    }
    /// A copy of image i that can stand alone, with its source and the set's changes.
    [[nodiscard]] Image imageAt(std::int64_t i) const;
    /// These images of the set, a part that knows where it comes from; `available` keeps telling of the
    /// whole. Requires: places ascending, each below count.
    [[nodiscard]] ImageSet part(const std::vector<std::int64_t>& places) const;
    /// n images spread evenly (all when n <= 0 or n > count): of a set sorted by class, some of each.
    [[nodiscard]] ImageSet evenly(std::int64_t n) const;
    /// The first n images (all when n <= 0 or n > count).
    [[nodiscard]] ImageSet first(std::int64_t n) const;
    /// Either of the two.
    [[nodiscard]] ImageSet limited(std::int64_t n, LimitRule rule) const {
        return rule == LimitRule::Even ? evenly(n) : first(n);
    }
};

/// The name of a class of the set; its number where the set has no name for it: labels come from files, names
/// from elsewhere, and nothing makes them agree.
std::string className(const ImageSet& set, int label);

/// The first part of a set's id: "fashion-mnist" of "fashion-mnist/t10k", "garments" of
/// "synthetic/garments-test".
std::string familyOf(const std::string& setId);

/// Whether two ids name parts of one set: "fashion-mnist/train" and "fashion-mnist/t10k",
/// "synthetic/garments" and "synthetic/garments-test", but not "sets/cats" and "sets/dogs". A guess from
/// names, for lists and colours.
bool sameFamily(const std::string& setId, const std::string& other);

/// Which part of its family a set is, by the words of its id.
enum class SetPart { Training, Testing, NotSaid };
/// "fashion-mnist/train20k" and "synthetic/garments" are for training, "fashion-mnist/t10k" for testing,
/// "pictures/cats" does not say. A guess as sameFamily().
SetPart partOf(const std::string& setId);

/// What a set stands for in a comparison; decides its colour, never its numbers.
enum class SetRole { Train, Test, OutOfDistribution, Samples, Other };

}  // namespace nescio
