// IDX, the format of MNIST and its relatives: a big-endian header, then bytes. A labels file that lies
// beside the images is read with them.
#include <fmt/format.h>

#include "core/values/failure.h"
#include "datasets/binary_images.h"
#include "datasets/byte_reader.h"
#include "datasets/format.h"
#include "datasets/limits.h"
#include "datasets/progress_report.h"

namespace nescio::formats::idx {
namespace {

constexpr std::uint32_t kImages = 0x00000803;  // unsigned bytes, 3 dimensions
constexpr std::uint32_t kLabels = 0x00000801;  // unsigned bytes, 1 dimension

Match sniff(const FileHead& head) {
    if (head.bytes.size() < 4 || head.bytes[0] != 0 || head.bytes[1] != 0) return Match::No;
    const int type = head.bytes[2];
    const int dimensions = head.bytes[3];
    const bool known = type == 0x08 || type == 0x09 || (type >= 0x0B && type <= 0x0E);
    return known && dimensions >= 1 && dimensions <= 4 ? Match::Certain : Match::No;
}

void checkMagic(const std::filesystem::path& path, std::uint32_t found) {
    if (found == kImages) return;
    const char* what = found == kLabels           ? "a labels file (0x00000801)"
                       : (found >> 8 & 0xFF) != 8 ? "numbers that are not unsigned bytes"
                                                  : "another number of dimensions";
    throw DataError(
        fmt::format("{}: expected IDX images (magic 0x00000803: bytes, 3 dimensions), found {} "
                    "(magic 0x{:08x})",
                    path.string(), what, found));
}

/// "t10k-images-idx3-ubyte.gz" -> "t10k-labels-idx1-ubyte", with and without ".gz", and with the dot that
/// some mirrors use instead of the last dash; empty when the name has no "images" in it.
std::optional<std::filesystem::path> labelsBeside(const std::filesystem::path& path) {
    std::string name = path.filename().string();
    const auto at = name.find("-images");
    if (at == std::string::npos) return std::nullopt;
    const std::string stem = name.substr(0, at) + "-labels";
    for (const char* tail : {"-idx1-ubyte.gz", "-idx1-ubyte", ".idx1-ubyte", ".idx1-ubyte.gz"})
        if (auto candidate = path.parent_path() / (stem + tail); std::filesystem::is_regular_file(candidate))
            return candidate;
    return std::nullopt;
}

void addLabels(ImageSet& set, const std::filesystem::path& path) {
    ByteReader reader(path);
    const auto header = reader.readExactly(8, "IDX header").value();
    if (const auto magic = bigEndian32(header, 0); magic != kLabels)
        throw DataError(
            fmt::format("{}: expected IDX labels (magic 0x00000801) beside the images, found "
                        "magic 0x{:08x}",
                        path.string(), magic));
    if (const auto count = bigEndian32(header, 4); count != set.available)
        throw DataError(fmt::format("{}: expected {} labels, one an image, found {}", path.string(),
                                    set.available, count));
    const auto labels = reader.readRows(set.count, set.indices, 1, "labels").value();
    set.labels.assign(labels.begin(), labels.end());
}

std::optional<ImageSet> read(const Address& address, const LoadOptions& options) {
    const auto& path = address.path;
    ByteReader reader(path);
    checkMagic(path, bigEndian32(reader.readExactly(4, "IDX header").value(), 0));
    const auto header = reader.readExactly(12, "IDX header").value();
    const auto side = [&](std::size_t at) { return bigEndian32(header, at); };
    checkSides(path, side(4), side(8));
    ImageSet set;
    set.shape = {.channels = 1, .height = static_cast<int>(side(4)), .width = static_cast<int>(side(8))};
    set.available = side(0);
    chooseImages(set, options);
    if (set.count == 0)
        throw DataError(fmt::format("{}: expected at least one image, found none", path.string()));
    checkSetSize(path, set.count, set.shape.dims());
    auto bytes = reader.readRows(set.count, set.indices, set.shape.dims(), "images", options.stop,
                                 reportImages(options, path, set));
    if (!bytes) return std::nullopt;
    set.bytes = std::move(*bytes);
    if (set.count == set.available) reader.expectEnd(fmt::format("{} images", set.count).c_str());
    if (const auto labels = labelsBeside(path)) addLabels(set, *labels);
    if (!spreadBinary(set, options.stop)) return std::nullopt;
    return set;
}

/// A file of labels holds no images.
std::vector<SourcePart> parts(const std::filesystem::path& path, const LoadOptions&) {
    ByteReader reader(path);
    const auto header = reader.readExactly(4, "IDX header").value();
    if (bigEndian32(header, 0) != kImages) return {};
    const auto sizes = reader.readExactly(12, "IDX header").value();
    return {{.name = {},
             .shape = {.channels = 1,
                       .height = static_cast<int>(bigEndian32(sizes, 4)),
                       .width = static_cast<int>(bigEndian32(sizes, 8))},
             .count = bigEndian32(sizes, 0)}};
}

}  // namespace

FormatKind kind() {
    return {.id = "idx",
            .title = "IDX",
            .expected = "an IDX file of images (MNIST, FashionMNIST; plain or gzip)",
            .source = "http://yann.lecun.com/exdb/mnist, section “File formats”",
            .sniff = sniff,
            .read = read,
            .parts = parts};
}

}  // namespace nescio::formats::idx
