#include "datasets/download/offers.h"

#include <algorithm>
#include <cstdlib>
#include <set>

#include <fmt/format.h>

#include "core/values/failure.h"
#include "core/values/number_text.h"
#include "datasets/catalogue_files.h"

namespace nescio {
namespace {

namespace fs = std::filesystem;

std::string chosenMirror(const std::string& mirror) {
    const char* named = std::getenv("NESCIO_MIRROR");
    std::string chosen = mirror.empty() && named ? named : mirror;
    while (chosen.ends_with('/')) chosen.pop_back();
    return chosen;
}

OfferedFile offeredFile(const Manifest& family, const ManifestDownload& offered, const std::string& mirror,
                        const fs::path& folder) {
    OfferedFile file{.download = {.url = offered.url,
                                  .to = folder / offered.name,
                                  .bytes = offered.bytes,
                                  .sha256 = offered.sha256,
                                  .md5 = offered.md5},
                     .found = findDownload(family, offered.name).value_or(fs::path())};
    if (!mirror.empty()) file.download.url = fmt::format("{}/{}/{}", mirror, family.family, offered.name);
    std::error_code error;
    const auto begun = fs::file_size(file.download.to.string() + ".part", error);
    if (!error) file.begun = static_cast<std::int64_t>(begun);
    return file;
}

/// The downloads that a set is made of.
std::set<std::string> neededBy(const ManifestSet& set) {
    std::set<std::string> names;
    for (const auto& file : set.files) {
        names.insert(file.archive.empty() ? file.name : file.archive);
        if (file.archive.empty() && !file.labels.empty()) names.insert(file.labels);
    }
    return names;
}

Offer offerOf(const Manifest& family, const ManifestSet* set, const std::string& mirror) {
    Offer offer{.id = set ? set->id : family.family,
                .title = set ? set->title : family.title,
                .licence = family.licence,
                .source = family.source,
                .folder = userDataFolder() / family.family,
                .files = {}};
    const auto needed = set ? neededBy(*set) : std::set<std::string>{};
    for (const auto& download : family.downloads)
        if (!set || needed.contains(download.name))
            offer.files.push_back(offeredFile(family, download, mirror, offer.folder));
    return offer;
}

std::int64_t missingBytes(const Offer& offer) {
    std::int64_t bytes = 0;
    for (const auto& file : offer.files)
        if (file.found.empty()) bytes += std::max<std::int64_t>(file.download.bytes - file.begun, 0);
    return bytes;
}

/// Better before an hour of downloading than after it.
void checkRoom(const Offer& offer) {
    std::error_code error;
    fs::path there = offer.folder;
    while (!there.empty() && !fs::exists(there, error) && there != there.parent_path())
        there = there.parent_path();
    const auto space = fs::space(there, error);
    const auto missing = missingBytes(offer);
    if (!error && space.available < static_cast<std::uintmax_t>(missing))
        throw Error(
            fmt::format("{}: expected room for {}, found {}; make room, or name another folder in "
                        "$XDG_DATA_HOME",
                        offer.folder.string(), bytesText(missing),
                        bytesText(static_cast<std::int64_t>(space.available))));
}

/// What lies there under the file's own name is looked at, too: it may be half of it, or something else.
bool getFile(const OfferedFile& file, const DownloadControl& control) {
    const auto& wanted = file.download;
    if (file.found.empty()) return download(wanted, control);
    if (file.found != wanted.to) return true;  // in another folder, perhaps unpacked or packed anew
    if (control.board) control.board->post({.stage = "checking " + wanted.to.filename().string()});
    try {
        return checkDownloaded(wanted, wanted.to, control.stop);
    } catch (const DataError& error) {
        throw DataError(
            fmt::format("{}; it is not the file that {} offers: move it elsewhere and get it again",
                        error.what(), wanted.url));
    }
}

}  // namespace

std::int64_t Offer::bytes() const {
    std::int64_t sum = 0;
    for (const auto& file : files) sum += file.download.bytes;
    return sum;
}

bool Offer::isHere() const {
    return std::all_of(files.begin(), files.end(),
                       [](const OfferedFile& file) { return !file.found.empty(); });
}

bool Offer::byHand() const {
    return std::any_of(files.begin(), files.end(),
                       [](const OfferedFile& file) { return file.download.url.empty(); });
}

std::string Offer::sizeText() const {
    return fmt::format("{} {}, {}", files.size(), files.size() == 1 ? "file" : "files", bytesText(bytes()));
}

std::string Offer::stateText() const {
    if (isHere()) return "on this machine";
    std::int64_t here = 0;
    for (const auto& file : files) here += file.found.empty() ? file.begun : file.download.bytes;
    return here > 0 ? bytesText(here) + " of it here" : "not on this machine";
}

std::string Offer::byHandText() const {
    std::vector<std::string> names;
    for (const auto& file : files) names.push_back(file.download.to.filename().string());
    return fmt::format(
        "{}: its makers hand it out themselves, so no program can get it; see {}, and put {} into {}", title,
        source, fmt::join(names, " and "), folder.string());
}

std::vector<Offer> offers(const std::string& mirror) {
    std::vector<Offer> all;
    for (const auto& family : manifests()) {
        auto offer = offerOf(family, nullptr, chosenMirror(mirror));
        for (const auto& set : family.sets) {
            auto part = offerOf(family, &set, chosenMirror(mirror));
            const auto files = part.files.size();
            if (files > 0 && files < offer.files.size()) offer.parts.push_back(std::move(part));
        }
        all.push_back(std::move(offer));
    }
    return all;
}

Offer offerOf(const std::string& id, const std::string& mirror) {
    std::vector<std::string> families;
    for (const auto& family : manifests()) {
        families.push_back(family.family);
        if (family.family == id) return offerOf(family, nullptr, chosenMirror(mirror));
    }
    if (const auto known = cataloguedSet(id); known.set) {
        auto offer = offerOf(*known.family, known.set, chosenMirror(mirror));
        if (!offer.files.empty()) return offer;
        throw OptionError(fmt::format("{}: a part that its makers do not offer; get “{}” instead", id,
                                      known.family->family));
    }
    throw OptionError(fmt::format("expected one of {}, or the name of one of their sets, found “{}”",
                                  fmt::join(families, ", "), id));
}

std::string checksumText(const Download& download) {
    if (!download.sha256.empty()) return "SHA-256";
    return download.md5.empty() ? "no checksum is published" : "MD5";
}

bool get(const Offer& offer, const DownloadControl& control) {
    if (offer.byHand() && !offer.isHere()) throw UnsupportedError(offer.byHandText());
    checkRoom(offer);
    return std::all_of(offer.files.begin(), offer.files.end(),
                       [&](const OfferedFile& file) { return getFile(file, control); });
}

}  // namespace nescio
