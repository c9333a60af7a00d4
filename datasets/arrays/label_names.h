// How arrays of images and of their labels are called by those who save them together.
#pragma once

#include <string>
#include <vector>

namespace nescio {

/// The names that the labels of an array of images go by, likeliest first: "y_train" for "x_train",
/// "train_labels" for "train_images", "labels" for "data". None where the name tells of no pair.
std::vector<std::string> labelNamesFor(const std::string& images);

/// The names that labels go by in a file with one array of images.
const std::vector<std::string>& commonLabelNames();

}  // namespace nescio
