// A single image as a set of one.
#include "datasets/decode.h"
#include "datasets/format.h"

namespace nescio::formats::image_file {
namespace {

Match sniff(const FileHead& head) {
    return !head.gzip && readImageHeader(head.bytes, false) ? Match::Certain : Match::No;
}

std::optional<ImageSet> read(const Address& address, const LoadOptions&) {
    const auto& path = address.path;
    Image image = decodeImage(path);
    ImageSet set;
    set.shape = image.shape;
    set.count = set.available = 1;
    set.bytes = std::move(image.bytes);
    set.changes = std::move(image.changes);
    set.imageNames = {path.filename().string()};
    return set;
}

}  // namespace

FormatKind kind() {
    return {.id = "image_file",
            .title = "Image",
            .expected = kImageKinds,
            .source = "see datasets/codecs and datasets/decoders",
            .sniff = sniff,
            .read = read};
}

}  // namespace nescio::formats::image_file
