#include "datasets/load.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/values/content.h"
#include "core/values/failure.h"
#include "datasets/decode.h"
#include "datasets/format.h"
#include "datasets/manifest.h"
#include "datasets/naming.h"
#include "datasets/sources.h"
#include "datasets/synthetic.h"

namespace nescio {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuseUnknown(const FileHead& head) {
    std::vector<std::string> expected;
    for (const auto& kind : formatKinds()) expected.push_back(kind.expected);
    throw DataError(fmt::format("{}: expected {}; found {}", head.path.string(), fmt::join(expected, ", or "),
                                describeContent(head)));
}

/// An empty file is damaged whatever it was meant to be, so it is not worth a list of formats.
std::optional<ImageSet> readFile(const fs::path& path, const LoadOptions& options) {
    const FileHead head = readHead(path);
    if (!head.folder && head.bytes.empty())
        throw DataError(
            fmt::format("{}: expected a file of images, found {}", path.string(), describeContent(head)));
    const FormatKind* format = detectFormat(head);
    if (!format) refuseUnknown(head);
    auto set = format->read(path, options);
    if (!set) return std::nullopt;
    set->id = setIdOf(path);
    set->title = setTitleOf(set->id);
    set->source = path.string();
    if (set->classNames.empty() && !set->labels.empty())
        set->classNames = classNamesOf(set->id.substr(0, set->id.find('/')));
    return set;
}

void append(ImageSet& set, const ImageSet& part) {
    if (set.shape != part.shape)
        throw DataError(fmt::format("{}: expected images of {}, found {}", part.source, toText(set.shape),
                                    toText(part.shape)));
    set.bytes.insert(set.bytes.end(), part.bytes.begin(), part.bytes.end());
    set.labels.insert(set.labels.end(), part.labels.begin(), part.labels.end());
    set.source += ":" + part.source;
    set.count += part.count;
    set.available += part.available;
}

/// The files of a catalogue entry, one after the other; what is chosen is chosen of them all.
std::optional<ImageSet> readEntry(const ManifestSet& entry, const std::vector<fs::path>& paths,
                                  const LoadOptions& options) {
    const bool one = paths.size() == 1;
    LoadOptions each = options;
    if (!one) each.limit = 0;
    std::optional<ImageSet> set;
    for (const auto& path : paths) {
        auto part = readFile(path, each);
        if (!part) return std::nullopt;
        if (set)
            append(*set, *part);
        else
            set = std::move(part);
    }
    if (!one) set = set->limited(options.limit, options.rule);
    set->id = entry.id;
    set->title = entry.title;
    return set;
}

[[noreturn]] void refuseNothingThere(const std::string& what) {
    throw DataError(
        fmt::format("expected a file, a folder, or the name of a set such as “fashion-mnist/t10k” or "
                    "“synthetic/garments”, found nothing at “{}”",
                    what));
}

std::optional<ImageSet> readNamed(const std::string& what, const LoadOptions& options) {
    if (const auto choice = findSynthetic(what)) return generate(*choice, options);
    std::error_code error;
    if (fs::exists(what, error)) return readFile(what, options);
    for (const auto& manifest : manifests())
        for (const auto& entry : manifest.sets) {
            if (entry.id != what) continue;
            const auto paths = findFiles(manifest, entry);
            if (paths.empty())
                throw DataError(fmt::format("{}: expected {} in a folder “{}”, found none in {}", entry.title,
                                            entry.files.front().name, manifest.folders.front(),
                                            searchedText()));
            return readEntry(entry, paths, options);
        }
    refuseNothingThere(what);
}

}  // namespace

std::optional<ImageSet> loadImageSet(const std::string& what, const LoadOptions& options) {
    // A set is known by its probes, also where fewer images of it are asked for.
    LoadOptions enough = options;
    if (options.limit > 0) enough.limit = std::max(options.limit, kProbes);
    auto set = readNamed(what, enough);
    if (!set) return std::nullopt;
    set->fingerprint = fingerprintOf(*set);
    return set->limited(options.limit, options.rule);
}

Image loadImage(const fs::path& path) {
    const FileHead head = readHead(path);
    if (head.folder)
        throw ImageError(fmt::format("{}: expected an image file, found a folder", path.string()));
    return decodeImage(path);
}

std::vector<CatalogueEntry> catalogue() {
    std::vector<CatalogueEntry> entries;
    for (const auto& kind : syntheticKinds())
        for (const auto split : {SyntheticSplit::Train, SyntheticSplit::Test})
            entries.push_back({.id = setIdOf(kind, split),
                               .title = kind.title + (split == SyntheticSplit::Train ? " train" : " test"),
                               .shape = kind.shape,
                               .count = countOf(split),
                               .licence = "GPL-3.0-or-later",
                               .source = "drawn by Nescio: " + kind.what,
                               .synthetic = true,
                               .path = std::nullopt});
    for (const auto& manifest : manifests())
        for (const auto& set : manifest.sets) {
            const auto paths = findFiles(manifest, set);
            entries.push_back({.id = set.id,
                               .title = set.title,
                               .shape = manifest.shape,
                               .count = set.count,
                               .licence = manifest.licence,
                               .source = manifest.source,
                               .synthetic = false,
                               .path = paths.empty() ? std::nullopt : std::optional(paths.front())});
        }
    return entries;
}

}  // namespace nescio
