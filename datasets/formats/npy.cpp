// NumPy's .npy: one array with a short text header. An array of labels that lies beside it is read with it:
// "x_train.npy" and "y_train.npy", "images.npy" and "labels.npy".
#include <fmt/format.h>

#include "core/values/failure.h"
#include "datasets/arrays/array_images.h"
#include "datasets/arrays/label_names.h"
#include "datasets/arrays/labels.h"
#include "datasets/arrays/npy_header.h"
#include "datasets/byte_reader.h"
#include "datasets/format.h"

namespace nescio::formats::npy {
namespace {

namespace fs = std::filesystem;

Match sniff(const FileHead& head) {
    return beginsAsNpy(head.bytes) ? Match::Certain : Match::No;
}

void addLabels(const fs::path& path, const LoadOptions& options, ImageSet& set) {
    std::vector<LabelArray> left;
    for (const auto& name : labelNamesFor(path.stem().string())) {
        const auto beside = path.parent_path() / (name + path.extension().string());
        if (!fs::is_regular_file(beside) || !beginsAsNpy(readHead(beside).bytes)) continue;
        ByteReader reader(beside);
        const LabelArray labels{beside.filename().string(), readNpyHeader(reader)};
        if (!likeliestLabels({labels}, set.available)) {
            left.push_back(labels);
            continue;
        }
        return readLabels(labels, npyRows(reader, labels.header, "labels", options), set);
    }
    leaveLabelsOut(left, set);
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
