#include "datasets/naming.h"

#include <cctype>

#include "datasets/manifest.h"

namespace nescio {
namespace {

bool cutEnd(std::string& text, std::string_view end) {
    if (text.size() <= end.size() || !std::string_view(text).ends_with(end)) return false;
    text.resize(text.size() - end.size());
    return true;
}

std::string cleaned(std::string text) {
    for (char& c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80 && !std::isalnum(byte) && c != '.' && c != '_' && c != '-') c = '-';
    }
    return text;
}

/// The name of the folder a file lies in; torchvision's "raw" says nothing, so its parent is taken.
std::string folderOf(const std::filesystem::path& path) {
    auto folder = path.parent_path();
    if (folder.filename() == "raw") folder = folder.parent_path();
    const Manifest* family = familyOfFolder(folder.filename().string());
    return family ? family->family : cleaned(folder.filename().string());
}

}  // namespace

std::string stemOf(const std::filesystem::path& path) {
    std::string stem = path.filename().string();
    cutEnd(stem, ".gz");
    for (const char* end : {".tar", ".tar.xz", ".tgz", ".txz", ".zip", ".bin", ".mat", ".npy", ".npz", ".csv",
                            ".h5", ".hdf5", ".png", ".jpg", ".jpeg", ".webp", ".bmp", ".tif", ".tiff"})
        if (cutEnd(stem, end)) break;
    for (const char* end : {"-images-idx3-ubyte", "-images.idx3-ubyte", "-idx3-ubyte", ".idx3-ubyte"})
        if (cutEnd(stem, end)) break;
    return stem;
}

std::string setIdOf(const Address& address) {
    std::error_code error;
    auto full = std::filesystem::absolute(address.path, error).lexically_normal();
    if (error) full = address.path;
    if (!full.has_filename()) full = full.parent_path();  // "folder/"
    if (!address.part.empty()) return cleaned(stemOf(full)) + "/" + cleaned(stemOf(address.part));
    const std::string folder = folderOf(full);
    const std::string stem = cleaned(stemOf(full));
    return folder.empty() ? stem : folder + "/" + stem;
}

std::string setTitleOf(const std::string& id) {
    for (const auto& manifest : manifests())
        for (const auto& set : manifest.sets)
            if (set.id == id) return set.title;
    return id;
}

SetRole roleBeside(const std::string& setId, const std::string& trainSetId) {
    if (setId == trainSetId) return SetRole::Train;
    return sameFamily(setId, trainSetId) ? SetRole::Test : SetRole::OutOfDistribution;
}

}  // namespace nescio
