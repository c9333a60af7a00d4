// Images as they are named on the command line, of any number: files, folders of files, data sets. They come
// in batches of a model's shape, so that no more than one batch of decoded files is in memory.
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/values/image.h"
#include "core/values/progress.h"

namespace nescio {

/// How images are read.
struct StreamOptions {
    ImageShape shape;          ///< of the model
    std::int64_t batch = 128;  ///< images at once
    std::int64_t limit = 0;    ///< images spread evenly over each folder or set; 0: all
    bool round = false;        ///< as LoadOptions
    std::stop_token stop = {};
    ProgressBoard* board = nullptr;
};

/// What happens to them.
struct StreamSink {
    std::function<bool(const ImageSet& batch)> take;              ///< false: stop here
    std::function<void(const std::string& sentence)> unreadable;  ///< a file, folder or set; the rest goes on
};

/// false when stopped. A folder of image files is read file by file, at any depth, whatever classes or parts
/// it has; any other source is read as a set.   Throws: what `take` throws.
bool streamImages(const std::vector<std::string>& what, const StreamOptions& options, const StreamSink& sink);

}  // namespace nescio
