// From an array to the labels of images: a number each, or one-hot rows. What cannot be labels is left out,
// and the set's changes say why.
#pragma once

#include <string>
#include <vector>

#include "core/values/image.h"
#include "datasets/arrays/array_images.h"

namespace nescio {

/// An array that has a name of labels.
struct LabelArray {
    std::string name;  ///< for messages
    ArrayHeader header;
};

/// The likeliest labels of so many images: a number each before one-hot rows, then in the order given; null
/// where the shape of none fits.
const LabelArray* likeliestLabels(const std::vector<LabelArray>& arrays, std::int64_t available);

/// Gives the set the labels of an array [N], [N,1], …, or [N,K] with a single 1 in each row and 0 elsewhere;
/// of a column-major one also [K,N]. Where it holds anything else, the set's changes say so. Requires:
/// likeliestLabels() found its shape to fit set.available.   Throws: DataError.
void readLabels(const LabelArray& array, const RowReader& readRows, ImageSet& set);

/// Says in the set's changes that arrays which have a name of labels hold none for it; `found`: the
/// likeliest.
void leaveLabelsOut(const std::string& name, const std::string& found, ImageSet& set);
/// The same for the first of arrays whose shapes do not fit; nothing where there are none.
void leaveLabelsOut(const std::vector<LabelArray>& arrays, ImageSet& set);

}  // namespace nescio
