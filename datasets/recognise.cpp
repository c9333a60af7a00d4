#include "datasets/recognise.h"

#include <algorithm>
#include <fstream>
#include <optional>

#include <fmt/format.h>

#include "core/values/content.h"
#include "core/values/failure.h"
#include "core/values/number_text.h"
#include "datasets/byte_reader.h"
#include "datasets/format.h"

namespace nescio {
namespace {

namespace fs = std::filesystem;

std::string imagesText(std::int64_t count, const ImageShape& shape) {
    return fmt::format("{} images of {}", countText(count), toText(shape));
}

constexpr std::uint32_t kIdxImages = 0x00000803;

/// Count and shape by the header of an IDX file.
std::optional<std::string> idxText(const FileHead& head, const CataloguedSet& known) {
    if (head.bytes.size() < 16 || bigEndian32(head.bytes, 0) != kIdxImages) return std::nullopt;
    const auto number = [&](std::size_t at) { return static_cast<int>(bigEndian32(head.bytes, at)); };
    const ImageShape shape{.channels = 1, .height = number(8), .width = number(12)};
    const std::int64_t count = bigEndian32(head.bytes, 4);
    const bool same = count == known.set->count && shape == known.family->shape;
    return same ? std::string() : imagesText(count, shape);
}

/// CIFAR's records have no header; so many of them have so many bytes.
std::string recordsText(const std::vector<FileHead>& heads, const CataloguedSet& known) {
    const std::int64_t labels = known.family->coarseClasses.empty() ? 1 : 2;
    std::int64_t bytes = 0;
    for (const auto& head : heads) bytes += static_cast<std::int64_t>(unpackedSize(head));
    const std::int64_t expected = known.set->count * (known.family->shape.dims() + labels);
    return bytes == expected
               ? std::string()
               : fmt::format("{} bytes of records, expected {}", countText(bytes), countText(expected));
}

bool isRecords(const fs::path& file) {
    return file.extension() == ".bin" || file.stem().extension() == ".bin";
}

}  // namespace

std::string differenceOf(const CataloguedSet& known, const ImageSet& read, LimitRule rule) {
    if (read.available != known.set->count || read.shape != known.family->shape)
        return imagesText(read.available, read.shape);
    // A fingerprint is that of evenly spread images, which the first few are not.
    const bool hasProbes = rule == LimitRule::Even || read.count == read.available;
    if (known.set->fingerprint.empty() || !hasProbes || fingerprintOf(read) == known.set->fingerprint)
        return {};
    return "as many, but other images";
}

std::string differenceOf(const CataloguedSet& known, const std::vector<fs::path>& files) {
    try {
        std::vector<FileHead> heads;
        std::transform(files.begin(), files.end(), std::back_inserter(heads), readHead);
        if (heads.size() == 1)
            if (const auto text = idxText(heads.front(), known)) return *text;
        return std::all_of(files.begin(), files.end(), isRecords) ? recordsText(heads, known) : std::string();
    } catch (const DataError& error) {
        return error.what();
    }
}

std::string impostorText(const CataloguedSet& known, const std::string& difference) {
    return fmt::format(
        "expected {} ({}), found {}; what lies under this name is another set: read it by its path, or give "
        "it another name",
        known.set->title, imagesText(known.set->count, known.family->shape), difference);
}

void nameClasses(ImageSet& set, const std::vector<std::string>& names) {
    const auto count = static_cast<int>(names.size());
    const bool all = std::all_of(set.labels.begin(), set.labels.end(),
                                 [&](int label) { return label >= 0 && label < count; });
    if (all && set.classNames.empty() && !set.labels.empty()) set.classNames = names;
}

void describe(ImageSet& set, const CataloguedSet& known) {
    set.id = known.set->id;
    set.title = known.set->title;
    if (set.classNames.empty() && !set.labels.empty()) set.classNames = known.set->classes;
    if (!known.family->note.empty()) set.changes.push_back(known.family->note);
}

}  // namespace nescio
