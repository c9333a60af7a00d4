// Images to a file whose ending says how: a sheet for people (.png), arrays for programs (.npy, .npz), a
// folder.
#pragma once

#include <string>
#include <vector>

#include "app/cli/output_check.h"
#include "core/values/image.h"
#include "datasets/writer.h"

namespace nescio {

/// What `--out` may end in, for help and errors: "an array [N,C,H,W] (.npy), …".
std::string imageOutputHelp();

/// Asked before the work, not after it; `inputs`: what the command reads.
/// Throws: OptionError when the ending is none of these, and as requireOutput().
void checkImageOutput(const OutputSettings& out, const std::vector<std::string>& inputs);

/// false when stopped.   Requires: checkImageOutput() of the path.   Throws: Error when it cannot be written.
bool writeImages(const std::string& path, const ImageSet& images, const WriteOptions& options = {});

}  // namespace nescio
