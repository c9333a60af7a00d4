// A folder of images. Sub-folders, sorted by name, are the classes; without any, the images have no labels.
// All images are fitted to the shape that most of them have, and what could not be read is counted.
#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "core/values/failure.h"
#include "datasets/decode.h"
#include "datasets/fit.h"
#include "datasets/format.h"
#include "datasets/limits.h"
#include "datasets/mapped_file.h"
#include "datasets/progress_report.h"

namespace nescio::formats::image_folder {
namespace {

namespace fs = std::filesystem;

struct Found {
    fs::path path;
    int label = -1;
    ImageShape shape;  // upright, as the header tells
};

struct Scan {
    std::vector<Found> images;
    std::vector<std::string> classNames;
    std::vector<std::string> leftOut;  // a sentence for each file that is no usable image
};

Match sniff(const FileHead& head) {
    return head.folder ? Match::Possible : Match::No;
}

std::vector<fs::path> sortedEntries(const fs::path& folder, bool folders) {
    std::vector<fs::path> entries;
    std::error_code error;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        const bool hidden = it->path().filename().string().starts_with('.');
        std::error_code ignored;
        if (!hidden && it->is_directory(ignored) == folders) entries.push_back(it->path());
    }
    if (error)
        throw DataError(
            fmt::format("{}: expected a readable folder, found: {}", folder.string(), error.message()));
    std::sort(entries.begin(), entries.end());
    return entries;
}

/// Looks at the header of each file; false when stopped.
bool scanFiles(const fs::path& folder, int label, const LoadOptions& options, Scan& scan) {
    for (const auto& path : sortedEntries(folder, false)) {
        if (options.stop.stop_requested()) return false;
        try {
            const auto header = peekImage(path);
            if (!header) throw ImageError(path.string() + ": not an image");
            const bool lying = header->orientation >= 5;
            const auto [height, width] =
                lying ? std::pair(header->width, header->height) : std::pair(header->height, header->width);
            scan.images.push_back(
                {path, label, {header->channels, static_cast<int>(height), static_cast<int>(width)}});
        } catch (const DataError& error) {
            scan.leftOut.emplace_back(error.what());
        }
        if (scan.images.size() % 256 == 0)
            reportRead(options, folder, static_cast<std::int64_t>(scan.images.size()), 0);
    }
    return true;
}

std::optional<Scan> scanFolder(const fs::path& folder, const LoadOptions& options) {
    Scan scan;
    for (const auto& sub : sortedEntries(folder, true)) {
        const auto before = scan.images.size();
        if (!scanFiles(sub, static_cast<int>(scan.classNames.size()), options, scan)) return std::nullopt;
        if (scan.images.size() > before) scan.classNames.push_back(sub.filename().string());
    }
    if (scan.images.empty() && !scanFiles(folder, -1, options, scan)) return std::nullopt;
    if (!scan.classNames.empty())
        for (const auto& path : sortedEntries(folder, false))
            if (readImageHeader(readHead(path).bytes, false))
                scan.leftOut.push_back(path.string() + ": lies beside the class folders");
    return scan;
}

ImageShape mostFrequentShape(const std::vector<Found>& images) {
    std::map<std::string, std::pair<std::int64_t, ImageShape>> counts;
    for (const auto& image : images) {
        auto& entry = counts[toText(image.shape)];
        ++entry.first;
        entry.second = image.shape;
    }
    return std::max_element(counts.begin(), counts.end(),
                            [](const auto& a, const auto& b) { return a.second.first < b.second.first; })
        ->second.second;
}

void noteChanges(const std::map<std::string, std::int64_t>& counts, const std::vector<std::string>& leftOut,
                 ImageSet& set) {
    for (const auto& [change, count] : counts)
        set.changes.push_back(
            count == set.count ? change : fmt::format("{} ({} of {} images)", change, count, set.count));
    if (!leftOut.empty())
        set.changes.push_back(fmt::format("left out: {} {} that could not be used (first: {})",
                                          leftOut.size(), leftOut.size() == 1 ? "file" : "files",
                                          leftOut.front()));
}

[[noreturn]] void refuseEmpty(const fs::path& folder, const std::vector<std::string>& leftOut) {
    throw DataError(fmt::format(
        "{}: expected a folder of PNG, JPEG, WebP, BMP or TIFF images, found {}", folder.string(),
        leftOut.empty() ? "none"
                        : fmt::format("{} other files (first: {})", leftOut.size(), leftOut.front())));
}

std::optional<ImageSet> read(const Address& address, const LoadOptions& options) {
    const auto& folder = address.path;
    auto scan = scanFolder(folder, options);
    if (!scan) return std::nullopt;
    if (scan->images.empty()) refuseEmpty(folder, scan->leftOut);
    ImageSet set;
    set.shape = mostFrequentShape(scan->images);
    set.classNames = scan->classNames;
    set.available = static_cast<std::int64_t>(scan->images.size());
    chooseImages(set, options);
    const auto wanted = std::exchange(set.count, 0);
    const bool all = wanted == set.available;
    checkSetSize(folder, wanted, set.shape.dims());
    BlockBuilder bytes;
    std::vector<std::int64_t> held;
    std::map<std::string, std::int64_t> changes;
    for (std::int64_t place = 0; place < wanted; ++place) {
        const auto index = set.indexOf(place);
        const auto& found = scan->images[static_cast<std::size_t>(index)];
        if (options.stop.stop_requested()) return std::nullopt;
        try {
            const Image image = fitToShape(decodeImage(found.path), set.shape);
            bytes.append(image.bytes);
            for (const auto& change : image.changes) ++changes[change];
        } catch (const ImageError& error) {
            scan->leftOut.emplace_back(error.what());
            continue;
        }
        set.imageNames.push_back(fs::relative(found.path, folder).string());
        if (found.label >= 0) set.labels.push_back(found.label);
        held.push_back(index);
        reportRead(options, folder, ++set.count, wanted);
    }
    set.bytes = bytes.finish();
    if (set.count == 0) refuseEmpty(folder, scan->leftOut);
    if (all) set.available = set.count;  // what could not be read is no part of the set
    if (!set.indices.empty()) set.indices = std::move(held);
    noteChanges(changes, scan->leftOut, set);
    return set;
}

}  // namespace

FormatKind kind() {
    return {.id = "image_folder",
            .title = "Folder of images",
            .expected = "a folder of images, one sub-folder a class",
            .source = "the ImageFolder convention of torchvision",
            .sniff = sniff,
            .read = read};
}

}  // namespace nescio::formats::image_folder
