// A folder of images, at any depth: its parts and classes are told by folders and lists (datasets/folder).
// All images of a part are fitted to the shape that most of them have, and what could not be read is counted.
#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "core/values/content.h"
#include "core/values/failure.h"
#include "datasets/decode.h"
#include "datasets/fit.h"
#include "datasets/folder/image_list.h"
#include "datasets/folder/layout.h"
#include "datasets/folder/walk.h"
#include "datasets/format.h"
#include "datasets/junk.h"
#include "datasets/limits.h"
#include "datasets/mapped_file.h"
#include "datasets/progress_report.h"

namespace nescio::formats::image_folder {
namespace {

namespace fs = std::filesystem;

/// An image, as its header tells.
struct Found {
    PlacedFile place;
    ImageShape shape;  // upright
    bool deep = false;
};

bool holdsImage(const fs::path& path) {
    try {
        return peekImage(path).has_value();
    } catch (const ImageError&) {
        return false;
    }
}

/// Sub-folders of images are certain: a table beside them is one of labels. `left` counts the names looked
/// at.
bool hasFolderOfImages(const fs::path& folder, bool files, int& left) {
    std::error_code error;
    for (fs::directory_iterator it(folder, error), end; !error && it != end && left-- > 0;
         it.increment(error)) {
        std::error_code ignored;
        if (isJunk(it->path().filename())) continue;
        if (files && it->is_regular_file(ignored) && holdsImage(it->path())) return true;
        if (it->is_directory(ignored) && hasFolderOfImages(it->path(), true, left)) return true;
    }
    return false;
}

Match sniff(const FileHead& head) {
    if (!head.folder) return Match::No;
    int enough = 1024;
    return hasFolderOfImages(head.path, false, enough) ? Match::Certain : Match::Possible;
}

struct Scan {
    FolderLayout layout;
    LeftOut leftOut;
};

/// nullopt when stopped.
std::optional<Scan> scanFolder(const fs::path& folder, const LoadOptions& options) {
    auto walked = walkFolder(folder, options);
    if (!walked) return std::nullopt;
    const auto looks = [&](const std::string& file) {
        return !options.stop.stop_requested() && holdsImage(folder / file);
    };
    const auto lists = readImageLists(folder, walked->files);
    auto layout = layoutOf(walked->files, lists, looks);
    for (const auto& list : lists) walked->leftOut.add(list.leftOut);
    if (options.stop.stop_requested()) return std::nullopt;
    return Scan{std::move(layout), std::move(walked->leftOut)};
}

std::vector<SourcePart> parts(const fs::path& folder, const LoadOptions& options) {
    std::vector<SourcePart> parts;
    if (const auto scan = scanFolder(folder, options))
        for (const auto& part : scan->layout.parts) parts.push_back({.name = part.name});
    return parts.empty() ? std::vector<SourcePart>{{.name = {}}} : parts;
}

/// A sentence about a file without the folder's place in front.
std::string inside(const fs::path& folder, const std::string& sentence) {
    const auto start = folder.string() + '/';
    return sentence.starts_with(start) ? sentence.substr(start.size()) : sentence;
}

/// The header of a file; what is no usable image is left out.
std::optional<Found> look(const fs::path& folder, const PlacedFile& place, LeftOut& leftOut) {
    const auto path = folder / place.file;
    try {
        if (const auto header = peekImage(path)) {
            const bool lying = header->orientation >= 5;
            const auto [height, width] =
                lying ? std::pair(header->width, header->height) : std::pair(header->height, header->width);
            return Found{.place = place,
                         .shape = {header->channels, static_cast<int>(height), static_cast<int>(width)},
                         .deep = header->deep};
        }
        const auto content = describeContent(readHead(path));
        const bool page = content.starts_with("a web page");
        leftOut.add(page ? Unused::WebPage : Unused::NoImage,
                    page ? place.file : fmt::format("{}, {}", place.file, content));
    } catch (const DataError& error) {
        if (access(path.c_str(), R_OK) != 0)
            leftOut.add(Unused::Unreadable, place.file);
        else
            leftOut.add(Unused::Damaged, inside(folder, error.what()));
    }
    return std::nullopt;
}

/// The images of a part; nullopt when stopped.
std::optional<std::vector<Found>> lookAt(const fs::path& folder, FolderPart& part,
                                         const LoadOptions& options) {
    std::vector<Found> images;
    for (const auto& place : part.files) {
        if (options.stop.stop_requested()) return std::nullopt;
        auto found = look(folder, place, part.leftOut);
        if (!found || (part.labels && place.label < 0)) continue;
        images.push_back(std::move(*found));
        if (images.size() % 256 == 0)
            reportRead(options, folder, static_cast<std::int64_t>(images.size()), 0);
    }
    return images;
}

/// The bits of a set whose images have 16: the most that any of some images spread evenly uses, whatever is
/// read of the set. 0 where none shows any.
int bitsOfSet(const fs::path& folder, const std::vector<Found>& images) {
    std::vector<const Found*> deep;
    for (const auto& image : images)
        if (image.deep) deep.push_back(&image);
    const auto count = static_cast<std::int64_t>(deep.size());
    int bits = 0;
    for (const auto i : evenIndices(count, std::min(count, kProbes))) {
        try {
            bits = std::max(bits, bitsOf(folder / deep[static_cast<std::size_t>(i)]->place.file));
        } catch (const ImageError&) {  // told of when it is read
        }
        if (bits == 16) break;
    }
    return bits;
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

void noteChanges(const std::map<std::string, std::int64_t>& counts, const LeftOut& leftOut, ImageSet& set) {
    for (const auto& [change, count] : counts)
        set.changes.push_back(
            count == set.count ? change : fmt::format("{} ({} of {} images)", change, count, set.count));
    for (auto& sentence : leftOut.sentences()) set.changes.push_back(std::move(sentence));
}

[[noreturn]] void refuseEmpty(const fs::path& folder, const LeftOut& leftOut) {
    const auto sentences = leftOut.sentences();
    throw DataError(
        fmt::format("{}: expected a folder of images, each {}, found {}", folder.string(), kImageKinds,
                    sentences.empty() ? "none" : fmt::format("none; {}", fmt::join(sentences, "; "))));
}

/// Decodes the chosen images into the set; false when stopped.
bool decodeAll(const fs::path& folder, const std::vector<Found>& images, const LoadOptions& options,
               LeftOut& leftOut, ImageSet& set) {
    const auto wanted = std::exchange(set.count, 0);
    const int bits = bitsOfSet(folder, images);
    BlockBuilder bytes;
    std::vector<std::int64_t> held;
    std::map<std::string, std::int64_t> changes;
    for (std::int64_t place = 0; place < wanted; ++place) {
        if (options.stop.stop_requested()) return false;
        const auto index = set.indexOf(place);
        const auto& found = images[static_cast<std::size_t>(index)];
        try {
            const Image image = fitToShape(decodeImage(folder / found.place.file, bits), set.shape);
            bytes.append(image.bytes);
            for (const auto& change : image.changes) ++changes[change];
        } catch (const ImageError& error) {
            leftOut.add(Unused::Damaged, inside(folder, error.what()));
            continue;
        }
        set.imageNames.push_back(found.place.file);
        if (found.place.label >= 0) set.labels.push_back(found.place.label);
        held.push_back(index);
        reportRead(options, folder, ++set.count, wanted);
    }
    set.bytes = bytes.finish();
    if (!set.indices.empty()) set.indices = std::move(held);
    noteChanges(changes, leftOut, set);
    return true;
}

FolderPart& partNamed(FolderLayout& layout, const Address& address) {
    for (auto& part : layout.parts)
        if (part.name == address.part) return part;
    throw DataError(
        fmt::format("{}: expected images of the part “{}”, found none", address.path.string(), address.part));
}

std::optional<ImageSet> read(const Address& address, const LoadOptions& options) {
    const auto& folder = address.path;
    auto scan = scanFolder(folder, options);
    if (!scan) return std::nullopt;
    if (scan->layout.parts.empty()) refuseEmpty(folder, scan->leftOut);
    auto& part = partNamed(scan->layout, address);
    auto images = lookAt(folder, part, options);
    if (!images) return std::nullopt;
    auto& leftOut = scan->leftOut;
    leftOut.add(part.leftOut);
    if (images->empty()) refuseEmpty(folder, leftOut);
    ImageSet set;
    set.shape = mostFrequentShape(*images);
    if (part.labels) set.classNames = scan->layout.classNames;
    set.available = static_cast<std::int64_t>(images->size());
    chooseImages(set, options);
    const bool all = set.count == set.available;
    checkSetSize(folder, set.count, set.shape.dims());
    if (!decodeAll(folder, *images, options, leftOut, set)) return std::nullopt;
    if (set.count == 0) refuseEmpty(folder, leftOut);
    if (all) set.available = set.count;  // what could not be read is no part of the set
    return set;
}

}  // namespace

FormatKind kind() {
    return {.id = "image_folder",
            .title = "Folder of images",
            .expected = "a folder of images, one sub-folder a class",
            .source = "the ImageFolder conventions of torchvision and Hugging Face; see datasets/folder",
            .sniff = sniff,
            .read = read,
            .parts = parts};
}

}  // namespace nescio::formats::image_folder
