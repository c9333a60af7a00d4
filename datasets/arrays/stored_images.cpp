#include "datasets/arrays/stored_images.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/values/failure.h"
#include "datasets/arrays/label_names.h"
#include "datasets/arrays/labels.h"
#include "datasets/mapped_file.h"
#include "datasets/progress_report.h"

namespace nescio {
namespace {

constexpr std::int64_t kRowBytes = std::int64_t{8} << 20;  // bytes read at once

ArrayHeader headerOf(const StoredArray& array, bool columnMajor) {
    ArrayHeader header{
        .type = parseNumberType(array.type).value(), .shape = array.shape, .fortran = columnMajor};
    if (columnMajor) {
        std::reverse(header.shape.begin(), header.shape.end());
        // MATLAB counts images by the last axis, also those without channels.
        if (header.shape.size() == 3) header.shape.insert(header.shape.begin() + 2, 1);
    }
    return header;
}

/// The part of an array's name before its last piece: "train/" of "train/x".
std::string groupOf(const std::string& name) {
    const auto slash = name.rfind('/');
    return slash == std::string::npos ? std::string() : name.substr(0, slash + 1);
}

const StoredArray* arrayNamed(const std::vector<StoredArray>& arrays, const std::string& name) {
    const auto found =
        std::find_if(arrays.begin(), arrays.end(), [&](const auto& array) { return array.name == name; });
    return found == arrays.end() ? nullptr : &*found;
}

/// Consecutive rows in pieces, each row as wide as the array's rows are.
RowReader rowsOf(const ArrayFile& file, const StoredArray& array, const LoadOptions& options) {
    return [&file, &array, &options](std::int64_t count, const std::vector<std::int64_t>& rows,
                                     std::int64_t rowBytes) -> std::optional<ByteBlock> {
        BlockBuilder builder;
        const auto most = std::max<std::int64_t>(1, kRowBytes / std::max<std::int64_t>(1, rowBytes));
        for (std::int64_t at = 0; at < count;) {
            if (options.stop.stop_requested()) return std::nullopt;
            const auto first = rows.empty() ? at : rows[static_cast<std::size_t>(at)];
            std::int64_t run = 1;
            while (at + run < count && run < most &&
                   (rows.empty() || rows[static_cast<std::size_t>(at + run)] == first + run))
                ++run;
            builder.append(file.rows(array, first, run));
            at += run;
            reportRead(options, file.path(), at, count);
        }
        return builder.finish();
    };
}

/// The arrays in the same group that are called as labels of this one are, likeliest first.
std::vector<LabelArray> labelsOf(const std::vector<StoredArray>& arrays, const std::string& images,
                                 bool columnMajor) {
    const auto group = groupOf(images);
    auto names = labelNamesFor(images.substr(group.size()));
    const auto& common = commonLabelNames();
    names.insert(names.end(), common.begin(), common.end());
    std::vector<LabelArray> found;
    for (const auto& name : names)
        if (const auto* array = arrayNamed(arrays, group + name); array && array->name != images)
            found.push_back({array->name, headerOf(*array, columnMajor)});
    return found;
}

void addLabels(const ArrayFile& file, const std::vector<StoredArray>& arrays,
               const std::vector<LabelArray>& named, const LoadOptions& options, ImageSet& set) {
    const auto* labels = likeliestLabels(named, set.available);
    if (!labels) return leaveLabelsOut(named, set);
    const auto& stored = *arrayNamed(arrays, labels->name);
    readLabels(*labels, rowsOf(file, stored, options), set);
    if (!set.labels.empty()) set.classNames = file.texts(stored, kClassNames);
}

}  // namespace

std::optional<SourcePart> imagePart(const std::string& name, const ArrayHeader& header) {
    const auto layout = layoutOf(header.shape, header.fortran);
    constexpr std::int64_t kLeastPixels = 4;  // fewer are labels
    if (!layout.refusal.empty() || layout.count[2] * layout.count[3] < kLeastPixels) return std::nullopt;
    return SourcePart{.name = name,
                      .shape = {.channels = static_cast<int>(layout.count[1]),
                                .height = static_cast<int>(layout.count[2]),
                                .width = static_cast<int>(layout.count[3])},
                      .count = layout.count[0]};
}

std::vector<SourcePart> imageParts(const std::vector<StoredArray>& arrays, bool columnMajor) {
    std::vector<SourcePart> parts;
    for (const auto& array : arrays)
        if (auto part = imagePart(array.name, headerOf(array, columnMajor)))
            parts.push_back(std::move(*part));
    return parts;
}

std::optional<ImageSet> readStoredImages(const ArrayFile& file, const Address& address, bool columnMajor,
                                         const LoadOptions& options) {
    const auto arrays = file.arrays();
    const auto* images = arrayNamed(arrays, address.part);
    if (!images) {
        std::vector<std::string> found;
        for (const auto& array : arrays)
            found.push_back(fmt::format("{} {}", array.name, shapeText(array.shape)));
        throw DataError(
            fmt::format("{}: expected an array of images, found {}", address.path.string(),
                        found.empty() ? "no arrays of numbers" : fmt::format("{}", fmt::join(found, ", "))));
    }
    auto set = readImages(address.path.string(), headerOf(*images, columnMajor),
                          rowsOf(file, *images, options), options);
    if (!set) return set;
    addLabels(file, arrays, labelsOf(arrays, images->name, columnMajor), options, *set);
    return set;
}

void addStoredLabels(const ArrayFile& file, ImageSet& set) {
    const auto arrays = file.arrays();
    std::vector<LabelArray> all;
    for (const auto& array : arrays) all.push_back({array.name, headerOf(array, false)});
    addLabels(file, arrays, all, {}, set);
}

}  // namespace nescio
