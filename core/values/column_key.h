// Whose numbers these are: which images, made ready how, under which weights, with which noise. Every column
// of values per image carries a key, and nothing puts two columns together without asking what their keys
// say.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/values/breakdown.h"

namespace nescio {

/// The weights of a model at one moment.
struct WeightsId {
    std::string digest;      ///< of all parameters and buffers; empty: not recorded, or no model took part
    std::int64_t step = -1;  ///< optimiser steps behind them; negative: not recorded
    [[nodiscard]] bool known() const { return !digest.empty(); }
    bool operator==(const WeightsId&) const = default;
};

/// What an image's noise is keyed by, beside seed and draw.
enum class NoiseBy {
    Index,   ///< its place in the set: run files of format 1
    Content  ///< its bytes, so that it gets the same noise alone as in its set
};

/// The identity of a column.   Shapes: indices and contents have one entry an image.
struct ColumnKey {
    std::string set;                      ///< fingerprint of the set (content.h); empty: not recorded
    std::vector<std::int64_t> indices;    ///< of the images within the set, ascending
    std::vector<std::uint64_t> contents;  ///< of each image as the model saw it; empty: not recorded
    std::vector<std::string> fit;         ///< what was done to make the images fit, one phrase each
    int draws = 1;                        ///< k, the draws that became one number
    DrawRule drawRule = DrawRule::Mean;
    std::uint64_t noiseSeed = 0;
    NoiseBy noiseBy = NoiseBy::Content;
    WeightsId weights;
    bool operator==(const ColumnKey&) const = default;
};

struct ImageSet;

/// The part of a key that speaks of images: set, places, contents and what was done to them.
ColumnKey keyOfImages(const ImageSet& set);

/// 16 hexadecimal digits that stand for the whole key: what a run file calls the columns of that key.
std::string digestOf(const ColumnKey& key);

/// Which of the set's images: "" all of them, "the first", "spread evenly", "chosen".
std::string partWords(const std::vector<std::int64_t>& indices, std::int64_t available);

/// "step 100", "weights not recorded".
std::string weightsWords(const WeightsId& weights);

/// Why two columns must not be compared image set against image set: other weights, other draws, another
/// rule. One sentence, "" where they may.
std::string whyNotComparable(const ColumnKey& a, const std::string& aTitle, const ColumnKey& b,
                             const std::string& bTitle);

/// What must be said beside a comparison that is allowed: images that both have, weights not recorded, noise
/// keyed differently. One phrase each.
std::vector<std::string> remarksOn(const ColumnKey& a, const std::string& aTitle, const ColumnKey& b,
                                   const std::string& bTitle);

/// How many of `images` are among `others`, by content.
std::int64_t sharedImages(const std::vector<std::uint64_t>& images, const std::vector<std::uint64_t>& others);

/// Stable ids and back.   Throws: RunFileError on an unknown id.
std::string toId(NoiseBy by);
NoiseBy noiseByFromId(const std::string& id);

}  // namespace nescio
