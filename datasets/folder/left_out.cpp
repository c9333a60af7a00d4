#include "datasets/folder/left_out.h"

#include <fmt/format.h>

namespace nescio {
namespace {

struct Words {
    const char* one;
    const char* many;
};

Words wordsOf(Unused why) {
    switch (why) {
        case Unused::Damaged:
            return {"damaged image", "damaged images"};
        case Unused::NoImage:
            return {"file that is no image", "files that are no images"};
        case Unused::WebPage:
            return {"web page (HTML) in place of an image", "web pages (HTML) in place of images"};
        case Unused::Unreadable:
            return {"file or folder that cannot be read", "files or folders that cannot be read"};
        case Unused::BrokenLink:
            return {"broken link", "broken links"};
        case Unused::RepeatedLink:
            return {"link to a folder that is read anyway", "links to folders that are read anyway"};
        case Unused::NoFile:
            return {"pipe, socket or device", "pipes, sockets or devices"};
        case Unused::Junk:
            return {"hidden file or folder", "hidden files or folders"};
        case Unused::TooDeep:
            return {"folder within too many others", "folders within too many others"};
        case Unused::Beside:
            return {"image beside the folders of classes or parts",
                    "images beside the folders of classes or parts"};
        case Unused::NotListed:
            return {"image that the set's list does not name", "images that the set's list does not name"};
        case Unused::NotThere:
            return {"row of the set's list whose file is not there",
                    "rows of the set's list whose files are not there"};
        case Unused::ListedTwice:
            return {"row of the set's list for a file that a later row names again",
                    "rows of the set's list for files that later rows name again"};
        case Unused::NamesNone:
            return {"row of the set's list that names no file", "rows of the set's list that name no file"};
    }
    return {"file", "files"};
}

}  // namespace

void LeftOut::add(Unused why, const std::string& what) {
    auto& entry = m_entries[why];
    if (entry.count++ == 0) entry.first = what;
}

void LeftOut::add(const LeftOut& other) {
    for (const auto& [why, theirs] : other.m_entries) {
        auto& entry = m_entries[why];
        if (entry.count == 0) entry.first = theirs.first;
        entry.count += theirs.count;
    }
}

std::int64_t LeftOut::count() const {
    std::int64_t sum = 0;
    for (const auto& [why, entry] : m_entries) sum += entry.count;
    return sum;
}

std::vector<std::string> LeftOut::sentences() const {
    std::vector<std::string> sentences;
    for (const auto& [why, entry] : m_entries) {
        const bool one = entry.count == 1;
        sentences.push_back(fmt::format("left out: {} {} ({}{})", entry.count,
                                        one ? wordsOf(why).one : wordsOf(why).many,
                                        one ? "" : "first: ", entry.first));
    }
    return sentences;
}

}  // namespace nescio
