// Which columns of a table are pixels, and which one is the label.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "datasets/arrays/layout.h"

namespace nescio {

/// A table with an image in each line.
struct PixelColumns {
    char separator = ',';
    bool header = false;              ///< the first line has names
    std::size_t columns = 0;          ///< of every line
    std::vector<std::size_t> pixels;  ///< their columns, in order
    bool packed = false;              ///< the only one of these has all pixels, between blanks
    std::optional<std::size_t> label;
    FlatSquare square = {};            ///< what the pixels of a line make
    std::vector<std::string> remarks;  ///< what was found by looking, for the set's changes
};

/// Judges by the first lines of a text; nullopt where they are no images.
std::optional<PixelColumns> pixelColumnsOf(const std::vector<std::string>& lines);

}  // namespace nescio
