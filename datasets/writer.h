// Images to files that other programs open. A new format is one file in datasets/writers/ that defines
// `nescio::writers::<id>::kind()`; the commands' help and their `--out` pick it up from there.
#pragma once

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/values/image.h"
#include "core/values/progress.h"

namespace nescio {

/// How images are written, and how a long write is watched and stopped.
struct WriteOptions {
    int columns = 0;  ///< of a sheet; 0: as many as make it square
    std::stop_token stop = {};
    ProgressBoard* board = nullptr;  ///< may be null
};

/// A registered way to write images. `write` leaves a complete file or folder, or what was there before.
struct WriterKind {
    std::string id;      ///< lower_snake, the name of its file
    std::string title;   ///< for people: "an array"
    std::string ending;  ///< of the names that ask for it: ".npy"; "/" is a folder
    /// false when stopped.   Requires: at least one image.   Throws: Error when it cannot be written.
    std::function<bool(const std::filesystem::path&, const ImageSet&, const WriteOptions&)> write;
};

/// All of this layer, alphabetical by id.
const std::vector<WriterKind>& writerKinds();

/// The one that a name asks for, of these; null when its ending is none of theirs. An existing folder is one
/// without its slash, too.
const WriterKind* writerFor(const std::vector<WriterKind>& kinds, const std::string& name);

}  // namespace nescio
