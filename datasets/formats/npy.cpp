// NumPy's .npy: one array with a short text header. An array of labels that lies beside it is read with it:
// "x_train.npy" and "y_train.npy", "images.npy" and "labels.npy".
#include <fmt/format.h>

#include "core/values/failure.h"
#include "datasets/arrays/array_images.h"
#include "datasets/arrays/label_names.h"
#include "datasets/arrays/npy_header.h"
#include "datasets/byte_reader.h"
#include "datasets/format.h"

namespace nescio::formats::npy {
namespace {

namespace fs = std::filesystem;

Match sniff(const FileHead& head) {
    return beginsAsNpy(head.bytes) ? Match::Certain : Match::No;
}

/// Another array under a name that only sounds like labels is left alone.
void addLabels(const fs::path& path, const LoadOptions& options, ImageSet& set) {
    for (const auto& name : labelNamesFor(path.stem().string())) {
        const auto beside = path.parent_path() / (name + path.extension().string());
        if (!fs::is_regular_file(beside) || !beginsAsNpy(readHead(beside).bytes)) continue;
        ByteReader reader(beside);
        const auto header = readNpyHeader(reader);
        if (!canLabel(header, set.available)) continue;
        set.labels = readLabels(header, npyRows(reader, header, "labels", options), set);
        return;
    }
}

std::optional<ImageSet> read(const Address& address, const LoadOptions& options) {
    ByteReader reader(address.path);
    const auto header = readNpyHeader(reader);
    auto set = readImages(address.path.string(), header, npyRows(reader, header, "images", options), options);
    if (!set) return std::nullopt;
    try {
        addLabels(address.path, options, *set);
    } catch (const DataError& error) {  // the images are as good without
        set->changes.push_back(fmt::format("labels left out: {}", error.what()));
    }
    return set;
}

}  // namespace

FormatKind kind() {
    return {.id = "npy",
            .title = "NumPy array",
            .expected = "a .npy array [N,H,W], [N,H,W,C], [N,C,H,W] or [N,D]",
            .source = "https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html",
            .sniff = sniff,
            .read = read};
}

}  // namespace nescio::formats::npy
