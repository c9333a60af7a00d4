// Progress of a read, posted to the board of LoadOptions where there is one.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "datasets/load.h"

namespace nescio {

/// Posts "reading <file name>", `done` of `total` images.
inline void reportRead(const LoadOptions& options, const std::filesystem::path& path, std::int64_t done,
                       std::int64_t total) {
    if (options.board)
        options.board->post({.stage = "reading " + path.filename().string(), .done = done, .total = total});
}

/// The same as a listener of ByteReader::readExactly, which counts bytes.   Requires: set.shape is known.
inline std::function<void(std::uint64_t)> reportImages(const LoadOptions& options,
                                                       const std::filesystem::path& path,
                                                       const ImageSet& set) {
    if (!options.board) return {};
    return [&options, path, dims = set.shape.dims(), count = set.count](std::uint64_t bytes) {
        reportRead(options, path, static_cast<std::int64_t>(bytes) / dims, count);
    };
}

}  // namespace nescio
