// One PNG an image, in a sub-folder for each class where there are labels: what Nescio, torchvision and Keras
// read as a labelled set.
#include <algorithm>

#include <fmt/format.h>

#include "datasets/output_file.h"
#include "datasets/write.h"
#include "datasets/writer.h"

namespace nescio::writers::png_folder {
namespace {

int digitsOf(std::int64_t most) {
    return static_cast<int>(std::to_string(most).size());
}

/// A name that is one folder on any disk.
std::string cleaned(std::string name) {
    for (char& c : name)
        if (static_cast<unsigned char>(c) < 0x20 ||
            std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos)
            c = '-';
    return name.starts_with('.') ? "_" + name : name;
}

/// The class's name where all classes have different ones, else its number, as long as the largest.
std::string folderOf(const ImageSet& set, std::int64_t i) {
    if (set.labels.empty()) return {};
    const auto label = static_cast<std::size_t>(set.labels[static_cast<std::size_t>(i)]);
    auto names = set.classNames;
    std::sort(names.begin(), names.end());
    const bool named = std::adjacent_find(names.begin(), names.end()) == names.end();
    if (named && label < set.classNames.size() && !set.classNames[label].empty())
        return cleaned(set.classNames[label]);
    return fmt::format("{:0{}}", label, digitsOf(*std::max_element(set.labels.begin(), set.labels.end())));
}

bool write(const std::filesystem::path& path, const ImageSet& set, const WriteOptions& options) {
    OutputFolder folder(path);
    const int digits = digitsOf(set.indexOf(set.count - 1));
    for (std::int64_t i = 0; i < set.count; ++i) {
        if (options.stop.stop_requested()) return false;
        const auto name = fmt::format("{:0{}}.png", set.indexOf(i), digits);
        folder.write(std::filesystem::path(folderOf(set, i)) / name, pngOf(set.imageAt(i)));
        if (options.board && i % 64 == 0)
            options.board->post({.stage = "writing " + path.string(), .done = i, .total = set.count});
    }
    folder.putInPlace();
    return true;
}

}  // namespace

WriterKind kind() {
    return {.id = "png_folder",
            .title = "a folder of PNG images, one sub-folder a class",
            .ending = "/",
            .write = write};
}

}  // namespace nescio::writers::png_folder
