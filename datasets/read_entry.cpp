#include "datasets/read_entry.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/values/failure.h"
#include "datasets/read_source.h"

namespace nescio {
namespace {

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

}  // namespace

void nameClasses(ImageSet& set, const std::vector<std::string>& names) {
    const auto count = static_cast<int>(names.size());
    const bool all = std::all_of(set.labels.begin(), set.labels.end(),
                                 [&](int label) { return label >= 0 && label < count; });
    if (all && set.classNames.empty() && !set.labels.empty()) set.classNames = names;
}

std::optional<ImageSet> readEntry(const ManifestSet& entry, const std::vector<std::filesystem::path>& paths,
                                  const LoadOptions& options) {
    const bool one = paths.size() == 1;
    LoadOptions each = options;
    if (!one) each.limit = 0;
    std::optional<ImageSet> set;
    for (const auto& path : paths) {
        auto part = readSource({path, {}}, each);
        if (!part) return std::nullopt;
        part->source = path.string();
        if (set)
            append(*set, *part);
        else
            set = std::move(part);
    }
    if (!one) set = set->limited(options.limit, options.rule);
    set->id = entry.id;
    set->title = entry.title;
    nameClasses(*set, classNamesOf(familyOf(entry.id)));
    return set;
}

}  // namespace nescio
