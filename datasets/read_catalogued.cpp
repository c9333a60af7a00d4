#include "datasets/read_catalogued.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/values/failure.h"
#include "datasets/catalogue_files.h"
#include "datasets/read_source.h"
#include "datasets/recognise.h"

#ifdef NESCIO_HAS_LIBARCHIVE
#include "datasets/archive/unpacked.h"
#endif

namespace nescio {
namespace {

namespace fs = std::filesystem;

void append(ImageSet& set, const ImageSet& part) {
    if (set.shape != part.shape)
        throw DataError(fmt::format("{}: expected images of {}, found {}", part.source, toText(set.shape),
                                    toText(part.shape)));
    set.bytes.append({part.bytes.data(), part.bytes.size()});
    set.labels.insert(set.labels.end(), part.labels.begin(), part.labels.end());
    set.source += ":" + part.source;
    set.count += part.count;
    set.available += part.available;
}

[[noreturn]] void refuseMissing(const CataloguedSet& known) {
    const auto& file = known.set->files.front();
    const auto& offered = file.archive.empty() ? file.name : file.archive;
    const auto& downloads = known.family->downloads;
    const bool had = std::any_of(downloads.begin(), downloads.end(),
                                 [&](const ManifestDownload& download) { return download.name == offered; });
    throw DataError(fmt::format("{}: expected {} in a folder “{}”, found none in {}{}", known.set->title,
                                file.name, known.family->folders.front(), searchedText(),
                                had ? "; “data get " + known.family->family + "” gets it" : ""));
}

std::optional<ImageSet> readFiles(const CataloguedSet& known, const std::vector<fs::path>& files,
                                  const LoadOptions& options) {
    auto set = readTogether(files, options);
    if (!set) return set;
    if (const auto difference = differenceOf(known, *set, options.rule); !difference.empty())
        throw DataError(fmt::format("{}: {}", files.front().string(), impostorText(known, difference)));
    describe(*set, known);
    return set;
}

/// The set out of the archive that it is offered in; a set is in one archive.
std::optional<ImageSet> readPacked(const CataloguedSet& known, const LoadOptions& options) {
    const auto archive = archiveOf(known);
    if (!archive) refuseMissing(known);
#ifdef NESCIO_HAS_LIBARCHIVE
    const auto unpacked = Unpacked::lastOf(*archive, options);
    if (!unpacked) return std::nullopt;
    return unpacked->reading([&]() -> std::optional<ImageSet> {
        const auto files = filesIn(unpacked->root(), *known.set);
        if (files.empty())
            throw DataError(fmt::format("{}: expected {} in it, found none", archive->string(),
                                        known.set->files.front().name));
        return readFiles(known, files, options);
    });
#else
    throw DataError(fmt::format("{}: expected a build with libarchive to read archives, found one without",
                                archive->string()));
#endif
}

}  // namespace

std::optional<fs::path> archiveOf(const CataloguedSet& known) {
    const auto& name = known.set->files.front().archive;
    return name.empty() ? std::nullopt : findDownload(*known.family, name);
}

std::optional<ImageSet> readTogether(const std::vector<fs::path>& files, const LoadOptions& options) {
    const bool one = files.size() == 1;
    LoadOptions each = options;
    if (!one) each.limit = 0;
    std::optional<ImageSet> set;
    for (const auto& file : files) {
        auto part = readSource({file, {}}, each);
        if (!part) return std::nullopt;
        part->source = file.string();
        if (set)
            append(*set, *part);
        else
            set = std::move(part);
    }
    return one ? std::move(set) : set->limited(options.limit, options.rule);
}

std::optional<ImageSet> readCatalogued(const CataloguedSet& known, const LoadOptions& options) {
    const auto files = findFiles(*known.family, *known.set);
    return files.empty() ? readPacked(known, options) : readFiles(known, files, options);
}

}  // namespace nescio
