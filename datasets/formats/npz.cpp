// NumPy's .npz: a ZIP file of .npy arrays. Those that look like images are the parts; labels are found by
// name and number, or in a file beside, as KMNIST keeps them.
#include <algorithm>

#include <fmt/format.h>

#include "core/values/failure.h"
#include "datasets/archive/zip_reader.h"
#include "datasets/arrays/array_images.h"
#include "datasets/arrays/label_names.h"
#include "datasets/arrays/labels.h"
#include "datasets/arrays/npy_header.h"
#include "datasets/arrays/npy_texts.h"
#include "datasets/format.h"
#include "datasets/limits.h"
#include "datasets/printable.h"

namespace nescio::formats::npz {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kEnd = ".npy";
constexpr std::size_t kMostListed = 12;
constexpr const char* kNamesMember = "class_names";
constexpr std::size_t kLongestClassName = 200;  // bytes

struct Member {
    std::string name;  ///< without ".npy"
    ArrayHeader header;
    ArrayLayout layout;
    std::string refusal;    ///< why it cannot be read; empty: it can
    bool repeated = false;  ///< an earlier one has the same name
};

/// The name in the first header of a ZIP file.
std::string_view firstName(const FileHead& head) {
    constexpr std::size_t kLength = 26, kName = 30;
    const std::string_view text(reinterpret_cast<const char*>(head.bytes.data()), head.bytes.size());
    if (head.gzip || text.size() < kName || !text.starts_with("PK\x03\x04")) return {};
    return text.substr(kName, head.bytes[kLength] | head.bytes[kLength + 1] << 8);
}

/// Whether all members are arrays. Of a file that was cut short, those that are there.
bool holdsOnlyArrays(const fs::path& path) {
    try {
        ZipReader zip(path);
        for (std::size_t i = 0; i < kMostParts && zip.next(); ++i)
            if (!zip.name().ends_with(kEnd)) return false;
    } catch (const DataError&) {
        return true;
    }
    return true;
}

Match sniff(const FileHead& head) {
    return firstName(head).ends_with(kEnd) && holdsOnlyArrays(head.path) ? Match::Certain : Match::No;
}

std::vector<Member> membersOf(const fs::path& path) {
    std::vector<Member> members;
    for (ZipReader zip(path); zip.next();) {
        if (members.size() == kMostParts)
            throw DataError(
                fmt::format("{}: expected at most {} arrays, found more", path.string(), kMostParts));
        const auto name = zip.name().substr(0, zip.name().size() - kEnd.size());
        const bool repeated =
            std::erase_if(members, [&](const Member& earlier) { return earlier.name == name; }) > 0;
        auto& member = members.emplace_back();
        member.name = name;
        member.repeated = repeated;
        if (printable(member.name, member.name.size()) != member.name) {
            member.refusal = "expected names that can be shown, found others";
            continue;
        }
        try {
            member.header = readNpyHeader(*zip.open(member.name));
            member.layout = layoutOf(member.header.shape, member.header.fortran);
            member.refusal = member.layout.refusal;
        } catch (const DataError& error) {
            member.refusal = error.what();
        }
    }
    return members;
}

/// Arrays of many images, or else those of one.
std::vector<const Member*> imagesIn(const std::vector<Member>& members) {
    for (const bool single : {false, true}) {
        std::vector<const Member*> images;
        for (const auto& member : members)
            if (member.refusal.empty() && member.layout.single == single) images.push_back(&member);
        if (!images.empty()) return images;
    }
    return {};
}

[[noreturn]] void refuseAll(const fs::path& path, const std::vector<Member>& members) {
    if (members.size() == 1 && members[0].refusal.starts_with(path.string()))
        throw DataError(members[0].refusal);
    if (members.size() == 1)
        throw DataError(
            fmt::format("{}: {}", toText(Address{path, printable(members[0].name)}), members[0].refusal));
    std::vector<std::string> listed;
    for (const auto& member : members)
        if (listed.size() < kMostListed)
            listed.push_back(printable(member.name) +
                             (member.header.shape.empty() ? "" : " " + shapeText(member.header.shape)));
    throw DataError(
        fmt::format("{}: expected an array that looks like images ([N,H,W], [N,H,W,3], [N,D]), found {}{}",
                    path.string(), listed.empty() ? "none" : fmt::format("{}", fmt::join(listed, ", ")),
                    members.size() > kMostListed ? ", …" : ""));
}

std::vector<SourcePart> parts(const fs::path& path, const LoadOptions&) {
    const auto members = membersOf(path);
    const auto images = imagesIn(members);
    if (images.empty()) refuseAll(path, members);
    std::vector<SourcePart> parts;
    for (const auto* member : images) {
        const auto& count = member->layout.count;
        parts.push_back(
            {.name = member->name,
             .shape = {static_cast<int>(count[1]), static_cast<int>(count[2]), static_cast<int>(count[3])},
             .count = count[0]});
    }
    return parts;
}

/// The bytes of a member, with its reader.
struct Opened {
    Opened(const fs::path& path, const std::string& name) : zip(path) {
        const auto place = lastPlace(path, name + std::string(kEnd));
        for (std::size_t i = 0; i <= place; ++i) zip.next();
        bytes = zip.open(name);
        header = readNpyHeader(*bytes);
    }
    /// Of members of one name the last counts, as for unzip and Python.
    static std::size_t lastPlace(const fs::path& path, const std::string& member) {
        std::optional<std::size_t> last;
        ZipReader all(path);
        for (std::size_t i = 0; all.next(); ++i)
            if (all.name() == member) last = i;
        if (last) return *last;
        throw DataError(
            fmt::format("{}: expected the array “{}”, found none of this name", path.string(), member));
    }
    ZipReader zip;
    std::unique_ptr<ByteSource> bytes;
    ArrayHeader header;
};

/// Texts called "class_names" name the classes of the labels in their file.
void addClassNames(const fs::path& path, ImageSet& set) {
    try {
        for (ZipReader zip(path); zip.next();)
            if (zip.name() == kNamesMember + std::string(kEnd))
                set.classNames = readNpyTexts(*zip.open(kNamesMember));
    } catch (const DataError& error) {  // the labels are as good without
        set.changes.push_back(fmt::format("names of classes left out: {}", error.what()));
    }
    for (auto& name : set.classNames) name = printable(name, kLongestClassName);
}

/// The members of these names that are no images to be read, in the order of the names.
std::vector<const Member*> membersNamed(const std::vector<Member>& members,
                                        const std::vector<std::string>& names, const std::string& images) {
    std::vector<const Member*> named;
    for (const auto& name : names)
        for (const auto& member : members)
            if (member.name == name && name != images) named.push_back(&member);
    return named;
}

/// The only member of a file of labels, or the only one whose shape fits.
std::vector<const Member*> onlyLabels(const std::vector<Member>& members, std::int64_t available) {
    std::vector<const Member*> fitting;
    for (const auto& member : members)
        if (members.size() == 1 || likeliestLabels({{member.name, member.header}}, available))
            fitting.push_back(&member);
    return fitting.size() == 1 ? fitting : std::vector<const Member*>{};
}

/// Labels of one of these members, if any fits; true where some were there to be read or left out.
bool addLabelsOf(const fs::path& path, const std::vector<const Member*>& named, const LoadOptions& options,
                 ImageSet& set) {
    std::vector<LabelArray> arrays;
    for (const auto* member : named)
        if (!member->header.shape.empty()) arrays.push_back({member->name, member->header});
    if (const auto* array = likeliestLabels(arrays, set.available)) {
        Opened labels(path, array->name);
        readLabels(*array, npyRows(*labels.bytes, labels.header, "labels", options), set);
        if (!set.labels.empty()) addClassNames(path, set);
    } else if (!arrays.empty()) {
        leaveLabelsOut(arrays, set);
    } else if (!named.empty()) {
        set.changes.push_back(fmt::format("labels left out: {}", named.front()->refusal));
    }
    return !named.empty();
}

void noteRepeated(const std::vector<Member>& members, ImageSet& set) {
    for (const auto& member : members)
        if (member.repeated)
            set.changes.push_back(
                fmt::format("the file has “{}” twice, of which the last is read", member.name));
}

void addLabels(const Address& address, const LoadOptions& options, ImageSet& set) {
    const auto& [path, part] = address;
    const auto members = membersOf(path);
    noteRepeated(members, set);
    auto names = labelNamesFor(part);
    if (imagesIn(members).size() == 1)
        names.insert(names.end(), commonLabelNames().begin(), commonLabelNames().end());
    if (addLabelsOf(path, membersNamed(members, names, part), options, set)) return;
    for (const auto& stem : labelNamesFor(path.stem().string())) {
        const auto beside = path.parent_path() / (stem + path.extension().string());
        if (!fs::is_regular_file(beside) || sniff(readHead(beside)) == Match::No) continue;
        const auto there = membersOf(beside);
        auto named = membersNamed(there, {part}, {});
        if (named.empty()) named = onlyLabels(there, set.available);
        if (addLabelsOf(beside, named, options, set)) return;
    }
}

std::optional<ImageSet> read(const Address& address, const LoadOptions& options) {
    Opened images(address.path, address.part);
    auto set = readImages(toText(address), images.header,
                          npyRows(*images.bytes, images.header, "images", options), options);
    if (!set) return std::nullopt;
    try {
        addLabels(address, options, *set);
    } catch (const DataError& error) {  // the images are as good without
        set->changes.push_back(fmt::format("labels left out: {}", error.what()));
    }
    return set;
}

}  // namespace

FormatKind kind() {
    return {.id = "npz",
            .title = "NumPy arrays (.npz)",
            .expected = "an .npz file of such arrays",
            .source = "https://numpy.org/doc/stable/reference/generated/numpy.savez.html",
            .sniff = sniff,
            .read = read,
            .parts = parts};
}

}  // namespace nescio::formats::npz
