#include "core/values/image.h"

#include <algorithm>
#include <cctype>
#include <numeric>
#include <set>

#include "core/values/content.h"

namespace nescio {
namespace {

/// Words of a name that tell which part of a set it is, not which set; also with a number: "train20k",
/// "batch3", "first5000".
bool namesAPart(std::string word) {
    static const std::set<std::string> words{
        "",           "t",     "train", "training", "test", "testing", "val",    "valid", "dev", "extra",
        "validation", "batch", "data",  "images",   "part", "set",     "subset", "first", "last"};
    if (word.ends_with('k') && word.size() > 1 &&
        std::isdigit(static_cast<unsigned char>(word[word.size() - 2])))
        word.pop_back();
    while (!word.empty() && std::isdigit(static_cast<unsigned char>(word.back()))) word.pop_back();
    return words.contains(word);
}

/// Where the last part of an id begins.
std::size_t lastPartOf(const std::string& setId) {
    const auto slash = setId.rfind('/');
    return slash == std::string::npos ? 0 : slash + 1;
}

/// The words of the last part of an id, in lower case.
std::vector<std::string> wordsOf(const std::string& setId) {
    std::vector<std::string> words(1);
    for (const char letter : setId.substr(lastPartOf(setId))) {
        if (letter == '-' || letter == '_' || letter == '.')
            words.emplace_back();
        else
            words.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    }
    return words;
}

/// The id, its last part in lower case and without such words: what the parts of one set have in common.
std::string stemOf(const std::string& setId) {
    std::string stem = setId.substr(0, lastPartOf(setId));
    for (const auto& word : wordsOf(setId))
        if (!namesAPart(word)) stem += "/" + word;
    return stem;
}

}  // namespace

Image ImageSet::imageAt(std::int64_t i) const {
    const auto view = image(i);
    const bool named = i < static_cast<std::int64_t>(imageNames.size());
    return {
        .shape = shape,
        .bytes = {view.begin(), view.end()},
        .source = named ? imageNames[static_cast<std::size_t>(i)] : title + " #" + std::to_string(indexOf(i)),
        .changes = changes};
}

std::string className(const ImageSet& set, int label) {
    const auto at = static_cast<std::size_t>(label);
    const bool named = label >= 0 && at < set.classNames.size() && !set.classNames[at].empty();
    return named ? set.classNames[at] : std::to_string(label);
}

std::string familyOf(const std::string& setId) {
    constexpr const char* kSynthetic = "synthetic/";
    if (setId.starts_with(kSynthetic)) {
        const std::string name = setId.substr(std::char_traits<char>::length(kSynthetic));
        return name.substr(0, name.find('-'));
    }
    return setId.substr(0, setId.find('/'));
}

bool sameFamily(const std::string& setId, const std::string& other) {
    return stemOf(setId) == stemOf(other);
}

SetPart partOf(const std::string& setId) {
    for (const auto& word : wordsOf(setId)) {
        if (word.starts_with("train")) return SetPart::Training;
        for (const char* start : {"test", "t10k", "val"})
            if (word.starts_with(start) && namesAPart(word)) return SetPart::Testing;
    }
    return setId.substr(lastPartOf(setId)) == familyOf(setId) ? SetPart::Training : SetPart::NotSaid;
}

ImageSet ImageSet::part(const std::vector<std::int64_t>& places) const {
    ImageSet part{.id = id, .title = title, .source = source, .shape = shape, .available = available};
    part.count = static_cast<std::int64_t>(places.size());
    part.classNames = classNames;
    part.changes = changes;
    part.synthetic = synthetic;
    part.fingerprint = fingerprint;
    part.bytes.own().reserve(static_cast<std::size_t>(part.count * shape.dims()));
    for (const auto place : places) {
        const auto at = static_cast<std::size_t>(place);
        part.bytes.append(image(place));
        part.indices.push_back(indexOf(place));
        if (!labels.empty()) part.labels.push_back(labels[at]);
        if (!imageNames.empty()) part.imageNames.push_back(imageNames[at]);
    }
    return part;
}

ImageSet ImageSet::evenly(std::int64_t n) const {
    return n <= 0 || n >= count ? *this : part(evenIndices(count, n));
}

ImageSet ImageSet::first(std::int64_t n) const {
    if (n <= 0 || n >= count) return *this;
    std::vector<std::int64_t> places(static_cast<std::size_t>(n));
    std::iota(places.begin(), places.end(), std::int64_t{0});
    return part(places);
}

}  // namespace nescio
