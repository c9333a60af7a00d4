// Images from the arrays of an HDF5 file, which MATLAB 7.3 is as well.
#pragma once

#include <optional>
#include <vector>

#include "core/store/array_file.h"
#include "datasets/address.h"
#include "datasets/arrays/array_images.h"

namespace nescio {

/// Those of the arrays that hold images. `columnMajor`: MATLAB's, whose axes are stored in reverse.
std::vector<SourcePart> imageParts(const std::vector<StoredArray>& arrays, bool columnMajor);

/// An array as a part; nullopt where its shape is not that of images, or of single pixels.
std::optional<SourcePart> imagePart(const std::string& name, const ArrayHeader& header);

/// The images of the array that the address names, with the labels of the array that is called like them.
/// nullopt when stopped.   Throws: DataError.
std::optional<ImageSet> readStoredImages(const ArrayFile& file, const Address& address, bool columnMajor,
                                         const LoadOptions& options);

/// Gives a set the labels of a file that has an array of as many.
void addStoredLabels(const ArrayFile& file, ImageSet& set);

}  // namespace nescio
