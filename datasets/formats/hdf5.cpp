// HDF5 with arrays of images: PCam, Galaxy10, what h5py and Keras save. Labels are taken from the array that
// is called like them, in the same group or in the file beside (camelyonpatch_…_x.h5 and …_y.h5).
#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "core/store/array_file.h"
#include "core/values/failure.h"
#include "datasets/arrays/stored_images.h"
#include "datasets/format.h"
#include "datasets/mapped_file.h"
#include "datasets/progress_report.h"

namespace nescio::formats::hdf5 {
namespace {

namespace fs = std::filesystem;

/// HDF5 begins at byte 0, or behind a block of another's, as MATLAB 7.3 has one.
Match sniff(const FileHead& head) {
    if (head.gzip) return Match::No;
    constexpr std::string_view kSignature = "\x89HDF\r\n\x1A\n";
    const std::string_view bytes(reinterpret_cast<const char*>(head.bytes.data()), head.bytes.size());
    if (bytes.starts_with("MATLAB 7.3")) return Match::No;
    for (std::size_t at = 0; at < bytes.size(); at = at == 0 ? 512 : 2 * at)
        if (bytes.substr(at).starts_with(kSignature)) return Match::Certain;
    return Match::No;
}

void refuseRun(const fs::path& path) {
    if (isRunFile(path))
        throw DataError(
            fmt::format("{}: expected images, found a run file of Nescio; open it as a run", path.string()));
}

std::vector<SourcePart> parts(const fs::path& path, const LoadOptions&) {
    refuseRun(path);
    return imageParts(ArrayFile(path).arrays(), false);
}

/// "camelyonpatch_level_2_split_test_y.h5" beside "…_x.h5".
std::optional<fs::path> labelsBeside(const fs::path& path) {
    const auto stem = path.stem().string();
    if (!stem.ends_with("_x")) return std::nullopt;
    auto beside = path.parent_path() / (stem.substr(0, stem.size() - 1) + "y" + path.extension().string());
    std::error_code error;
    return fs::is_regular_file(beside, error) ? std::optional(beside) : std::nullopt;
}

std::optional<ImageSet> read(const Address& address, const LoadOptions& options) {
    refuseRun(address.path);
    const ArrayFile file(address.path);
    auto set = readStoredImages(file, address, false, options);
    if (set && set->labels.empty())
        if (const auto beside = labelsBeside(address.path)) addStoredLabels(ArrayFile(*beside), *set);
    return set;
}

}  // namespace

FormatKind kind() {
    return {.id = "hdf5",
            .title = "HDF5",
            .expected = "an HDF5 file with arrays of images",
            .source = "https://docs.hdfgroup.org/hdf5/latest",
            .sniff = sniff,
            .read = read,
            .parts = parts};
}

}  // namespace nescio::formats::hdf5
