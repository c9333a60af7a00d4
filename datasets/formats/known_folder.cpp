// The folder of a catalogued set, as its makers distribute it or torchvision keeps it:
// "cifar-10-batches-bin", "MNIST/raw". Its sets are the parts; several files of one set are read one after
// the other.
#include <algorithm>

#include <fmt/format.h>

#include "core/values/failure.h"
#include "datasets/catalogue_files.h"
#include "datasets/format.h"
#include "datasets/manifest.h"
#include "datasets/read_catalogued.h"
#include "datasets/recognise.h"

namespace nescio::formats::known_folder {
namespace {

struct Known {
    const Manifest* family = nullptr;
    const ManifestSet* set = nullptr;
    std::vector<std::filesystem::path> files;
};

/// The sets whose files are all in the folder, of families that keep them in a folder of this name.
std::vector<Known> knownIn(const std::filesystem::path& folder) {
    std::error_code error;
    auto full = std::filesystem::absolute(folder, error).lexically_normal();
    if (!full.has_filename()) full = full.parent_path();
    const bool raw = full.filename() == "raw";  // torchvision keeps the files one deeper
    const Manifest* family = familyOfFolder((raw ? full.parent_path() : full).filename().string());
    std::vector<Known> known;
    if (!family) return known;
    for (const auto& set : family->sets)
        for (const auto& place : {full, full / "raw"})
            if (auto files = filesIn(place, set); !files.empty()) {
                known.push_back({family, &set, std::move(files)});
                break;
            }
    return known;
}

/// "t10k" of "mnist/t10k".
std::string nameOf(const ManifestSet& set) {
    return set.id.substr(set.id.find('/') + 1);
}

Match sniff(const FileHead& head) {
    return head.folder && !knownIn(head.path).empty() ? Match::Certain : Match::No;
}

std::vector<SourcePart> parts(const std::filesystem::path& folder, const LoadOptions&) {
    std::vector<SourcePart> parts;
    for (const auto& known : knownIn(folder))
        parts.push_back({.name = nameOf(*known.set), .title = known.set->title});  // reading tells how many
    return parts;
}

/// Other images under a known set's names are a set of their own, with the classes that the names promise.
std::optional<ImageSet> read(const Address& address, const LoadOptions& options) {
    for (const auto& [family, set, files] : knownIn(address.path)) {
        if (nameOf(*set) != address.part) continue;
        auto images = readTogether(files, options);
        if (!images) return images;
        if (differenceOf({family, set}, *images, options.rule).empty())
            describe(*images, {family, set});
        else if (images->shape == family->shape)
            nameClasses(*images, set->classes);
        return images;
    }
    throw DataError(fmt::format("{}: expected the set “{}”, found that its files are gone",
                                address.path.string(), address.part));
}

}  // namespace

FormatKind kind() {
    return {.id = "known_folder",
            .title = "Folder of a known set",
            .expected = "the folder of a known set's files (cifar-10-batches-bin, MNIST/raw)",
            .source = "see datasets/catalogue",
            .sniff = sniff,
            .read = read,
            .parts = parts};
}

}  // namespace nescio::formats::known_folder
