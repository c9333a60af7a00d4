#include "datasets/folder/image_list.h"

#include <algorithm>
#include <fstream>
#include <optional>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

namespace nescio {
namespace {

namespace fs = std::filesystem;
using Row = std::vector<std::string>;

constexpr std::uintmax_t kMostListBytes = std::uintmax_t{1} << 30;
constexpr std::size_t kMostRowBytes = std::size_t{1} << 20;

std::string nameOf(const std::string& file) {
    return file.substr(file.rfind('/') + 1);
}

std::string folderOf(const std::string& file) {
    const auto slash = file.rfind('/');
    return slash == std::string::npos ? std::string() : file.substr(0, slash);
}

/// The cells of a row. Commas divide, and quotes keep them, or white space does.
Row cellsOf(const std::string& line, bool commas) {
    Row cells(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        const bool divides = commas ? c == ',' : c == ' ' || c == '\t';
        if (c == '"' && commas) {
            const bool escaped = quoted && i + 1 < line.size() && line[i + 1] == '"';
            if (escaped)
                cells.back() += line[++i];
            else
                quoted = !quoted;
        } else if (divides && !quoted) {
            if (commas || !cells.back().empty()) cells.emplace_back();
        } else if (c != '\r') {
            cells.back() += c;
        }
    }
    return cells;
}

/// The next row; a quoted cell may go on over several lines.
bool readRow(std::istream& file, bool commas, std::string& row) {
    if (!std::getline(file, row)) return false;
    std::string more;
    while (commas && std::count(row.begin(), row.end(), '"') % 2 != 0 && row.size() < kMostRowBytes &&
           std::getline(file, more))
        row += "\n" + more;
    return true;
}

/// Calls visit(cells) for each row, until one is refused.
template <class Visit>
void eachRow(const fs::path& path, bool commas, Visit visit) {
    std::error_code error;
    if (fs::file_size(path, error) > kMostListBytes || error) return;
    std::ifstream file(path);
    for (std::string row; readRow(file, commas, row);) {
        if (row.starts_with("\xEF\xBB\xBF")) row.erase(0, 3);
        if (!visit(cellsOf(row, commas))) return;
    }
}

bool isBlank(const Row& cells) {
    return std::all_of(cells.begin(), cells.end(), [](const auto& cell) { return cell.empty(); });
}

std::optional<std::size_t> columnOf(const Row& header, std::initializer_list<const char*> names) {
    for (const char* name : names)
        for (std::size_t i = 0; i < header.size(); ++i)
            if (header[i] == name) return i;
    return std::nullopt;
}

std::string cellAt(const Row& cells, std::optional<std::size_t> column) {
    return column && *column < cells.size() ? cells[*column] : std::string();
}

ImageList readMetadata(const fs::path& root, const std::string& file) {
    ImageList list{.name = nameOf(file), .folder = folderOf(file), .byName = false, .images = {}};
    std::optional<std::size_t> name, label, part;
    std::vector<std::string> blank;  // rows that only count where another follows: a file may end in such
    std::size_t number = 0;
    eachRow(root / file, true, [&](const Row& cells) {
        ++number;
        if (isBlank(cells)) {
            if (name) blank.push_back(fmt::format("row {} of {}", number, file));
            return true;
        }
        if (!name) {
            name = columnOf(cells, {"file_name", "filename", "file"});
            label = columnOf(cells, {"label", "labels", "class", "category", "target"});
            part = columnOf(cells, {"split"});
            return name.has_value();
        }
        for (const auto& row : std::exchange(blank, {})) list.leftOut.add(Unused::NamesNone, row);
        const auto place = fs::path(cellAt(cells, name)).lexically_normal().generic_string();
        if (place.empty())
            list.leftOut.add(Unused::NamesNone, fmt::format("row {} of {}", number, file));
        else if (!list.images.insert_or_assign(place, Listed{cellAt(cells, label), cellAt(cells, part)})
                      .second)
            list.leftOut.add(Unused::ListedTwice, place);
        return true;
    });
    list.labels = label.has_value();
    list.parts = part.has_value();
    return list;
}

ImageList readAnnotations(const fs::path& root, const std::string& file) {
    ImageList list{.name = nameOf(file), .folder = folderOf(file), .byName = true, .images = {}};
    eachRow(root / file, false, [&](const Row& cells) {
        if (cells.front().empty()) return true;
        if (cells.size() < 2) return false;
        list.images[cells[0]].label = cells[1];
        return true;
    });
    list.labels = !list.images.empty();
    return list;
}

std::string celebaPart(const std::string& number) {
    return number == "0" ? "train" : number == "1" ? "valid" : number == "2" ? "test" : std::string();
}

/// Adds a list of CelebA to the one that all its lists make.
void addCeleba(const fs::path& root, const std::string& file, bool parts, ImageList& list) {
    list.name = nameOf(file);
    eachRow(root / file, file.ends_with(".csv"), [&](const Row& cells) {
        if (cells.front().empty()) return true;
        if (cells.size() < 2) return false;
        if (cells[0] == "image_id") return true;  // a header
        const auto part = parts ? celebaPart(cells[1]) : std::string();
        if (parts && part.empty()) return true;
        auto& image = list.images[cells[0]];
        (parts ? image.part : image.label) = parts ? part : cells[1];
        (parts ? list.parts : list.labels) = true;
        return true;
    });
}

/// Files that a list names and that are not among those of the folder.
void tellMissing(const std::vector<std::string>& files, ImageList& list) {
    std::unordered_set<std::string> there;
    for (const auto& file : files)
        if (list.covers(file)) there.insert(list.keyOf(file));
    std::vector<std::string> missing;
    for (const auto& [name, listed] : list.images)
        if (!there.contains(name)) missing.push_back(name);
    std::sort(missing.begin(), missing.end());
    for (const auto& name : missing) list.leftOut.add(Unused::NotThere, name);
}

bool isPartition(const std::string& name) {
    return name == "list_eval_partition.txt" || name == "list_eval_partition.csv";
}

bool isIdentity(const std::string& name) {
    return name == "identity_CelebA.txt" || name == "identity_CelebA.csv";
}

}  // namespace

bool ImageList::covers(const std::string& file) const {
    return folder.empty() ||
           (file.size() > folder.size() && file.starts_with(folder) && file[folder.size()] == '/');
}

std::string ImageList::keyOf(const std::string& file) const {
    return byName ? nameOf(file) : folder.empty() ? file : file.substr(folder.size() + 1);
}

const Listed* ImageList::find(const std::string& file) const {
    const auto found = images.find(keyOf(file));
    return found == images.end() ? nullptr : &found->second;
}

bool isImageList(const std::string& file) {
    const auto name = nameOf(file);
    return name == "metadata.csv" || name == "val_annotations.txt" || isPartition(name) || isIdentity(name);
}

std::vector<ImageList> readImageLists(const fs::path& root, const std::vector<std::string>& files) {
    std::vector<ImageList> lists;
    ImageList celeba{.name = {}, .folder = {}, .byName = true, .images = {}};
    for (const auto& file : files) {
        const auto name = nameOf(file);
        if (name == "metadata.csv") lists.push_back(readMetadata(root, file));
        if (name == "val_annotations.txt") lists.push_back(readAnnotations(root, file));
        if (isPartition(name) || isIdentity(name)) addCeleba(root, file, isPartition(name), celeba);
    }
    lists.push_back(std::move(celeba));
    std::erase_if(lists, [](const ImageList& list) { return !list.labels && !list.parts; });
    for (auto& list : lists) tellMissing(files, list);
    return lists;
}

}  // namespace nescio
