#include "datasets/load.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/values/content.h"
#include "core/values/failure.h"
#include "datasets/catalogue_files.h"
#include "datasets/decode.h"
#include "datasets/format.h"
#include "datasets/manifest.h"
#include "datasets/naming.h"
#include "datasets/read_catalogued.h"
#include "datasets/read_source.h"
#include "datasets/recognise.h"
#include "datasets/synthetic.h"

namespace nescio {
namespace {

namespace fs = std::filesystem;

/// Named by where it lies; the catalogue has its say only where the images are those it means.
std::optional<ImageSet> readAddress(const Address& address, const LoadOptions& options) {
    auto set = readSource(address, options);
    if (!set) return std::nullopt;
    set->source = toText(address);
    if (!set->id.empty()) return set;  // the folder of a known set told it
    set->id = setIdOf(address);
    if (const auto known = cataloguedSet(set->id); known.set) {
        if (differenceOf(known, *set, options.rule).empty()) {
            describe(*set, known);
            return set;
        }
        set->id = otherIdOf(address.path);
    }
    set->title = set->id;
    // Classes of a family are those of a set only where its images could be of that family.
    if (const auto* family = familyNamed(familyOf(set->id)); family && set->shape == family->shape)
        nameClasses(*set, family->classes);
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
    if (const auto address = parseAddress(what); fs::exists(address.path, error))
        return readAddress(address, options);
    if (const auto known = cataloguedSet(what); known.set) return readCatalogued(known, options);
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

std::vector<SourcePart> partsOf(const std::string& what, const LoadOptions& options) {
    std::error_code error;
    const auto address = parseAddress(what);
    if (!address.part.empty() || !fs::exists(address.path, error)) return {{.name = {}}};
    return partsOf(address.path, options);
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
            auto paths = findFiles(manifest, set);
            if (const auto archive = paths.empty() ? archiveOf({&manifest, &set}) : std::nullopt)
                paths.push_back(*archive);
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
