// Images that were chosen, gathered from their sets: as one set, and as a table of all that is known of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "core/values/image.h"
#include "core/values/image_selection.h"
#include "core/values/term_table.h"

namespace nescio {

/// A set with chosen images.
struct ChosenPart {
    std::string id, title;
    std::shared_ptr<const ImageSet> images;  ///< null: not at hand
    std::vector<std::int64_t> indices;       ///< ascending
    std::shared_ptr<const TermTable> table;  ///< of the current run; null: not scored
    std::int64_t first = 0;                  ///< index of the first of `images`
};

/// What a run keeps of the images of a set.
struct PartColumns {
    struct Values {
        std::string unit;
        std::vector<double> values;  ///< row by row of the set's table
    };
    std::map<std::string, Values> byName;  ///< as formulas name them
};

/// Terms and measured columns; none where the set is not scored.   Throws: RunFileError.
PartColumns columnsOf(const ChosenPart& part, const std::string& run);

/// Calls `what(index, row)` for each chosen image that the set's table has a row of.
template <class Do>
void forScoredRows(const ChosenPart& part, Do what) {
    if (!part.table) return;
    const auto& known = part.table->key.indices;
    std::size_t row = 0;
    for (const auto index : part.indices) {
        while (row < known.size() && known[row] < index) ++row;
        if (row == known.size()) return;
        if (known[row] == index) what(index, row);
    }
}

/// Whether its set has the image at hand.
inline bool atHand(const ChosenPart& part, std::int64_t index) {
    return part.images && index >= part.first && index - part.first < part.images->count;
}

/// Chosen images as a set, and what could not be in it.
struct GatheredImages {
    ImageSet set;
    std::int64_t otherShape = 0;  ///< images of another shape than the first ones
    std::int64_t notAtHand = 0;   ///< images that their set no longer has, or whose set could not be read
};

/// All of them one after the other, labelled where every part is. The set has no fingerprint: what it is, its
/// images tell.   Throws: DataError where there is none.
GatheredImages gathered(const std::vector<ChosenPart>& parts, const std::string& name);

/// CSV with a line an image: set, index, label, then every column that the run file keeps of it; empty cells
/// where it has none.   Throws: RunFileError.
std::string columnsCsv(const std::vector<ChosenPart>& parts, const std::string& run);

}  // namespace nescio
