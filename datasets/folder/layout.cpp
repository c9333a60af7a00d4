#include "datasets/folder/layout.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>

namespace nescio {
namespace {

/// A folder as the names that lead to it.
using Names = std::vector<std::string>;

Names namesOf(const std::string& file) {
    Names names;
    std::size_t from = 0;
    for (auto slash = file.find('/'); slash != std::string::npos; slash = file.find('/', from)) {
        names.push_back(file.substr(from, slash - from));
        from = slash + 1;
    }
    return names;
}

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}

bool isSplit(const std::string& name) {
    static const std::set<std::string> names{"train", "training", "test",      "testing",
                                             "val",   "valid",    "validation"};
    return names.contains(lower(name));
}

/// "images": says nothing of what they show.
bool isPlain(const std::string& name) {
    const auto text = lower(name);
    return text == "images" || text == "imgs" || text == "image" || text == "img";
}

/// How many first names all folders share. Of a single folder its last name is kept: it may be a class.
std::size_t sharedNames(const std::set<Names>& folders) {
    if (folders.empty()) return 0;
    const auto& one = *folders.begin();
    auto shared = folders.size() > 1 || one.empty() ? one.size() : one.size() - 1;
    for (const auto& names : folders)
        for (std::size_t i = 0; i < shared; ++i)
            if (i == names.size() || names[i] != one[i]) shared = i;
    return shared;
}

std::string joined(Names::const_iterator begin, Names::const_iterator end) {
    std::string text;
    for (; begin != end; ++begin) text += (text.empty() ? "" : "/") + *begin;
    return text;
}

/// The folders' first names behind the shared ones, where these are those of parts.
std::set<std::string> partNames(const std::set<Names>& folders, std::size_t shared) {
    std::set<std::string> names;
    for (const auto& folder : folders)
        if (folder.size() > shared) names.insert(folder[shared]);
    return std::count_if(names.begin(), names.end(), isSplit) >= 2 ? names : std::set<std::string>{};
}

/// What is known of a file before labels are counted.
struct Known {
    std::string file;
    std::string part;
    std::string label;  ///< empty: none
    bool unlisted = false;
    bool outside = false;  ///< of all parts
};

/// Tells parts and labels of files.
class Teller {
  public:
    Teller(std::set<Names> folders, const std::vector<ImageList>& lists)
        : m_folders(std::move(folders)),
          m_lists(lists),
          m_shared(sharedNames(m_folders)),
          m_parts(partNames(m_folders, m_shared)) {}

    [[nodiscard]] Known of(const std::string& file) const {
        const auto names = namesOf(file);
        Known known{.file = file, .part = {}, .label = {}};
        auto from = names.begin() + static_cast<std::ptrdiff_t>(std::min(m_shared, names.size()));
        if (from != names.end() && m_parts.contains(*from)) known.part = *from++;
        if (!m_folders.contains(names)) return known;  // no image
        auto to = names.end();
        if (to != from && isPlain(*(to - 1))) --to;
        known.label = joined(from, to);
        const bool only = m_folders.size() == 1;
        if (only && (isSplit(known.label) || !m_lists.empty())) known.label.clear();
        askLists(known);
        return known;
    }

  private:
    void askLists(Known& known) const {
        for (const auto& list : m_lists) {
            if (!list.covers(known.file)) continue;
            const auto* listed = list.find(known.file);
            known.unlisted = known.unlisted || !listed;
            if (list.labels) known.label = listed ? listed->label : std::string();
            if (list.parts) known.part = listed ? listed->part : std::string();
        }
    }

    std::set<Names> m_folders;
    const std::vector<ImageList>& m_lists;
    std::size_t m_shared;
    std::set<std::string> m_parts;  // empty: the folders tell none
};

std::optional<long> numberIn(const std::string& text) {
    long value = 0;
    const auto end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    return read.ec == std::errc() && read.ptr == end ? std::optional(value) : std::nullopt;
}

/// Sorted as numbers where all are.
Names sortedClasses(const std::set<std::string>& labels) {
    Names names(labels.begin(), labels.end());
    if (std::all_of(names.begin(), names.end(), [](const auto& name) { return numberIn(name).has_value(); }))
        std::stable_sort(names.begin(), names.end(),
                         [](const auto& a, const auto& b) { return *numberIn(a) < *numberIn(b); });
    return names;
}

/// Train, then validation, then test, then the others by name.
int rankOf(const std::string& part) {
    const auto name = lower(part);
    return name.starts_with("train") ? 0 : name.starts_with("val") ? 1 : name.starts_with("test") ? 2 : 3;
}

/// Of a part where some images have labels, those without are left out.
FolderPart partOf(const std::string& name, const std::vector<Known>& files,
                  const std::map<std::string, int>& indices,
                  const std::function<bool(const std::string&)>& holdsImage) {
    FolderPart part{.name = name, .files = {}, .leftOut = {}};
    part.labels =
        std::any_of(files.begin(), files.end(), [](const Known& known) { return !known.label.empty(); });
    for (const auto& known : files) {
        const bool stray = known.outside || known.unlisted || (part.labels && known.label.empty());
        if (stray && holdsImage(known.file))
            part.leftOut.add(known.unlisted ? Unused::NotListed : Unused::Beside, known.file);
        else
            part.files.push_back({known.file, known.label.empty() ? -1 : indices.at(known.label)});
    }
    return part;
}

/// What belongs to no part, where there are parts, is told of in each.
void shareOutsiders(std::map<std::pair<int, std::string>, std::vector<Known>>& byPart) {
    const auto none = byPart.find({rankOf({}), {}});
    if (none == byPart.end() || byPart.size() == 1) return;
    auto outsiders = std::move(none->second);
    byPart.erase(none);
    for (auto& known : outsiders) {
        known.outside = true;
        known.label.clear();
    }
    for (auto& [key, files] : byPart) files.insert(files.end(), outsiders.begin(), outsiders.end());
}

}  // namespace

FolderLayout layoutOf(const std::vector<std::string>& files, const std::vector<ImageList>& lists,
                      const std::function<bool(const std::string&)>& holdsImage) {
    std::set<Names> folders;
    for (const auto& file : files)
        if (!isImageList(file) && !folders.contains(namesOf(file)) && holdsImage(file))
            folders.insert(namesOf(file));
    const Teller teller(std::move(folders), lists);
    std::map<std::pair<int, std::string>, std::vector<Known>> byPart;
    std::set<std::string> labels;
    for (const auto& file : files) {
        if (isImageList(file)) continue;
        auto known = teller.of(file);
        if (!known.label.empty()) labels.insert(known.label);
        byPart[{rankOf(known.part), known.part}].push_back(std::move(known));
    }
    shareOutsiders(byPart);
    FolderLayout layout{.parts = {}, .classNames = sortedClasses(labels)};
    std::map<std::string, int> indices;
    for (const auto& name : layout.classNames) indices.emplace(name, static_cast<int>(indices.size()));
    for (const auto& [key, known] : byPart)
        layout.parts.push_back(partOf(key.second, known, indices, holdsImage));
    return layout;
}

}  // namespace nescio
