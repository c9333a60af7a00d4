// A folder of data files: each that holds images is a set, or several. What an archive of a set often unpacks
// to.
#include <algorithm>

#include <fmt/format.h>

#include "core/values/failure.h"
#include "datasets/format.h"
#include "datasets/junk.h"
#include "datasets/read_source.h"

namespace nescio::formats::set_folder {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostFiles = 256;  // a folder of more files is one of images
constexpr const char* kImage = "image_file";

/// The files of a folder, sorted; nothing where there are too many.
std::vector<fs::path> filesOf(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        std::error_code ignored;
        if (isJunk(it->path().filename()) || !it->is_regular_file(ignored)) continue;
        if (files.size() == kMostFiles) return {};
        files.push_back(it->path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

const FormatKind* formatOf(const fs::path& file) {
    try {
        return detectFormat(readHead(file));
    } catch (const DataError&) {
        return nullptr;  // unreadable: not a file of images
    }
}

/// Files of a certain format, in a folder without pictures.
Match sniff(const FileHead& head) {
    if (!head.folder) return Match::No;
    bool any = false;
    for (const auto& file : filesOf(head.path)) {
        const auto* format = formatOf(file);
        if (format && format->id == kImage) return Match::No;
        any = any || (format && format->sniff(readHead(file)) == Match::Certain);
    }
    return any ? Match::Certain : Match::No;
}

std::vector<SourcePart> partsOfFile(const fs::path& file, const LoadOptions& options) {
    try {
        return formatOf(file) ? partsOf(file, options) : std::vector<SourcePart>{};
    } catch (const DataError&) {
        return {};  // damaged: asked for by its own name, it says how
    }
}

std::vector<SourcePart> parts(const fs::path& folder, const LoadOptions& options) {
    std::vector<SourcePart> all;
    for (const auto& file : filesOf(folder))
        for (auto part : partsOfFile(file, options)) {
            const auto name = file.filename().string();
            part.name = part.name.empty() ? name : fmt::format("{}{}{}", name, kPartMark, part.name);
            all.push_back(std::move(part));
        }
    return all;
}

std::optional<ImageSet> read(const Address& address, const LoadOptions& options) {
    if (address.part.empty())
        throw DataError(
            fmt::format("{}: expected a file of images in the folder, found none that can be read",
                        address.path.string()));
    const auto mark = address.part.find(kPartMark);
    const bool deeper = mark != std::string::npos;
    return readSource(
        {address.path / address.part.substr(0, mark),
         deeper ? address.part.substr(mark + std::string_view(kPartMark).size()) : std::string()},
        options);
}

}  // namespace

FormatKind kind() {
    return {.id = "set_folder",
            .title = "Folder of data files",
            .expected = "a folder of such files",
            .source = "a convention of archives",
            .sniff = sniff,
            .read = read,
            .parts = parts};
}

}  // namespace nescio::formats::set_folder
