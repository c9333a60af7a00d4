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

std::filesystem::path fullPathOf(const std::filesystem::path& path) {
    std::error_code error;
    auto full = std::filesystem::absolute(path, error).lexically_normal();
    if (error) full = path;
    return full.has_filename() ? full : full.parent_path();  // "folder/"
}

std::string idOf(const std::filesystem::path& full, const std::string& name) {
    const std::string folder = folderOf(full);
    return folder.empty() ? cleaned(name) : folder + "/" + cleaned(name);
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
    const auto full = fullPathOf(address.path);
    if (address.part.empty()) return idOf(full, stemOf(full));
    return cleaned(stemOf(full)) + "/" + cleaned(stemOf(address.part));
}

std::string otherIdOf(const std::filesystem::path& path) {
    const auto full = fullPathOf(path);
    const std::string name = full.filename().string();
    return idOf(full, name == stemOf(full) ? name + "-other" : name);
}

SetRole roleBeside(const std::string& setId, const std::string& trainSetId) {
    if (setId == trainSetId) return SetRole::Train;
    return sameFamily(setId, trainSetId) ? SetRole::Test : SetRole::OutOfDistribution;
}

}  // namespace nescio
