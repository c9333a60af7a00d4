// One array of bytes [N,C,H,W].
#include "datasets/arrays/npy_header.h"
#include "datasets/output_file.h"
#include "datasets/writer.h"

namespace nescio::writers::npy {
namespace {

bool write(const std::filesystem::path& path, const ImageSet& set, const WriteOptions& options) {
    OutputFile file(path);
    file.write(npyHeader("|u1", {set.count, set.shape.channels, set.shape.height, set.shape.width}));
    for (std::int64_t i = 0; i < set.count; ++i) {
        if (options.stop.stop_requested()) return false;
        file.write(set.image(i));
    }
    file.putInPlace();
    return true;
}

}  // namespace

WriterKind kind() {
    return {.id = "npy", .title = "an array [N,C,H,W]", .ending = ".npy", .write = write};
}

}  // namespace nescio::writers::npy
