#include "datasets/load.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/values/content.h"
#include "core/values/failure.h"
#include "datasets/decode.h"
#include "datasets/format.h"
#include "datasets/manifest.h"
#include "datasets/naming.h"
#include "datasets/recognise.h"
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

/// The images of a file or folder, without a name.
/// An empty file is damaged whatever it was meant to be, so it is not worth a list of formats.
std::optional<ImageSet> readImages(const fs::path& path, const LoadOptions& options) {
    const FileHead head = readHead(path);
    if (!head.folder && head.bytes.empty())
        throw DataError(
            fmt::format("{}: expected a file of images, found {}", path.string(), describeContent(head)));
    const FormatKind* format = detectFormat(head);
    if (!format) refuseUnknown(head);
    auto set = format->read(path, options);
    if (set) set->source = path.string();
    return set;
}

/// Classes of a family are those of a set only where its images and labels could be of that family.
std::vector<std::string> classNamesByFolder(const ImageSet& set) {
    const Manifest* family = familyNamed(familyOf(set.id));
    if (!family || set.shape != family->shape) return {};
    const auto classes = static_cast<int>(family->classes.size());
    const bool all = std::all_of(set.labels.begin(), set.labels.end(),
                                 [&](int label) { return label >= 0 && label < classes; });
    return all ? family->classes : std::vector<std::string>{};
}

/// Named by where it lies; the catalogue has its say only where the images are those it means.
std::optional<ImageSet> readFile(const fs::path& path, const LoadOptions& options) {
    auto set = readImages(path, options);
    if (!set) return std::nullopt;
    set->id = setIdOf(path);
    if (const auto known = cataloguedSet(set->id); known.set) {
        if (differenceOf(known, *set, options.rule).empty()) {
            describe(*set, known);
            return set;
        }
        set->id = otherIdOf(path);
    }
    set->title = set->id;
    if (set->classNames.empty()) set->classNames = classNamesByFolder(*set);
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

/// The files of a catalogued set, one after the other; what is chosen is chosen of them all.
std::optional<ImageSet> readCatalogued(const CataloguedSet& known, const std::vector<fs::path>& paths,
                                       const LoadOptions& options) {
    const bool one = paths.size() == 1;
    LoadOptions each = options;
    if (!one) each.limit = 0;
    std::optional<ImageSet> set;
    for (const auto& path : paths) {
        auto part = readImages(path, each);
        if (!part) return std::nullopt;
        if (set)
            append(*set, *part);
        else
            set = std::move(part);
    }
    if (!one) set = set->limited(options.limit, options.rule);
    if (const auto difference = differenceOf(known, *set, options.rule); !difference.empty())
        throw DataError(fmt::format("{}: {}", paths.front().string(), impostorText(known, difference)));
    describe(*set, known);
    return set;
}

[[noreturn]] void refuseNothingThere(const std::string& what) {
    throw DataError(
        fmt::format("expected a file, a folder, or the name of a set such as “fashion-mnist/t10k” or "
                    "“synthetic/garments”, found nothing at “{}”",
                    what));
}

[[noreturn]] void refuseMissing(const CataloguedSet& known) {
    const auto& file = known.set->files.front();
    const auto& offered = file.archive.empty() ? file.name : file.archive;
    const auto archive = file.archive.empty() ? std::nullopt : findDownload(*known.family, offered);
    if (archive)
        throw DataError(fmt::format("{}: expected {}, found it packed in {}; unpack that where it lies",
                                    known.set->title, file.name, archive->string()));
    const auto& downloads = known.family->downloads;
    const bool had = std::any_of(downloads.begin(), downloads.end(),
                                 [&](const ManifestDownload& download) { return download.name == offered; });
    throw DataError(fmt::format("{}: expected {} in a folder “{}”, found none in {}{}", known.set->title,
                                file.name, known.family->folders.front(), searchedText(),
                                had ? "; “data get " + known.family->family + "” gets it" : ""));
}

std::optional<ImageSet> readNamed(const std::string& what, const LoadOptions& options) {
    if (const auto choice = findSynthetic(what)) return generate(*choice, options);
    std::error_code error;
    if (fs::exists(what, error)) return readFile(what, options);
    if (const auto known = cataloguedSet(what); known.set) {
        const auto paths = findFiles(*known.family, *known.set);
        if (paths.empty()) refuseMissing(known);
        return readCatalogued(known, paths, options);
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
            const auto difference =
                paths.empty() ? std::string() : differenceOf(CataloguedSet{&manifest, &set}, paths);
            const bool here = !paths.empty() && difference.empty();
            entries.push_back({.id = set.id,
                               .title = set.title,
                               .shape = manifest.shape,
                               .count = set.count,
                               .licence = manifest.licence,
                               .source = manifest.source,
                               .synthetic = false,
                               .path = here ? std::optional(paths.front()) : std::nullopt,
                               .impostor = difference.empty()
                                               ? std::string()
                                               : fmt::format("{}: {}", paths.front().string(), difference),
                               .note = manifest.note});
        }
    return entries;
}

}  // namespace nescio
