// All images side by side in one PNG, for people.
#include <cmath>

#include "datasets/write.h"
#include "datasets/writer.h"

namespace nescio::writers::png_sheet {
namespace {

bool write(const std::filesystem::path& path, const ImageSet& set, const WriteOptions& options) {
    const int square = static_cast<int>(std::ceil(std::sqrt(static_cast<double>(set.count))));
    writePng(path, gridOf(set, options.columns > 0 ? options.columns : square));
    return true;
}

}  // namespace

WriterKind kind() {
    return {.id = "png_sheet", .title = "a sheet", .ending = ".png", .write = write};
}

}  // namespace nescio::writers::png_sheet
