// MATLAB files: SVHN's cropped digits, notMNIST, USPS. Version 5 to 7 and 4 by readers of our own, 7.3, which
// is HDF5, by its library. MATLAB counts images by the last axis: height × width (× channels) × images.
#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "core/store/array_file.h"
#include "core/values/failure.h"
#include "datasets/arrays/label_names.h"
#include "datasets/arrays/labels.h"
#include "datasets/arrays/stored_images.h"
#include "datasets/format.h"
#include "datasets/matlab/mat_variables.h"
#include "datasets/progress_report.h"

namespace nescio::formats::mat {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kHeaderBytes = 128;

enum class Version { None, V4, V5, V73 };

/// The last four bytes of a header are a version (1: v5 to v7, 2: v7.3) and "IM" or "MI"; v4 has none.
Version versionOf(const FileHead& head) {
    if (head.folder || head.gzip || head.bytes.size() <= 20) return Version::None;
    const auto& bytes = head.bytes;
    if (bytes.size() >= kHeaderBytes) {
        const bool little = bytes[126] == 'I' && bytes[127] == 'M',
                   big = bytes[126] == 'M' && bytes[127] == 'I';
        const int version = bytes[little ? 125 : 124];
        if ((little || big) && version == 1) return Version::V5;
        if ((little || big) && version == 2) return Version::V73;
    }
    return variablesOf4(head.path).empty() ? Version::None : Version::V4;
}

Match sniff(const FileHead& head) {
    const auto version = versionOf(head);
    if (version == Version::None) return Match::No;
    return version == Version::V4 ? Match::Possible : Match::Certain;
}

ArrayHeader headerOf(const MatVariable& variable) {
    ArrayHeader header{.type = variable.type, .shape = variable.shape, .fortran = true};
    auto& shape = header.shape;
    if (shape.size() == 3) shape.insert(shape.begin() + 2, 1);           // no axis of channels
    if (shape.size() == 2 && shape[0] == 1) shape.erase(shape.begin());  // a row of labels
    return header;
}

std::vector<MatVariable> variablesOf(const fs::path& path) {
    return versionOf(readHead(path)) == Version::V4 ? variablesOf4(path) : variablesOf5(path);
}

bool isStored(const fs::path& path) {
    return versionOf(readHead(path)) == Version::V73;
}

std::vector<SourcePart> parts(const fs::path& path, const LoadOptions&) {
    if (isStored(path)) return imageParts(ArrayFile(path).arrays(), true);
    std::vector<SourcePart> parts;
    for (const auto& variable : variablesOf(path))
        if (auto part = imagePart(variable.name, headerOf(variable))) parts.push_back(std::move(*part));
    return parts;
}

RowReader rowsOf(ByteSource& source, const fs::path& path, const char* what, const LoadOptions& options) {
    return [&source, &path, what, &options](std::int64_t count, const std::vector<std::int64_t>& rows,
                                            std::int64_t rowBytes) {
        return source.readRows(count, rows, rowBytes, what, options.stop, [&](std::uint64_t bytes) {
            reportRead(options, path, static_cast<std::int64_t>(bytes) / std::max<std::int64_t>(1, rowBytes),
                       count);
        });
    };
}

const MatVariable* variableNamed(const std::vector<MatVariable>& variables, const std::string& name) {
    const auto found = std::find_if(variables.begin(), variables.end(),
                                    [&](const auto& variable) { return variable.name == name; });
    return found == variables.end() ? nullptr : &*found;
}

/// SVHN's labels are 1 to 10, and 10 is the digit 0.
void nameDigits(ImageSet& set) {
    const bool fits =
        set.shape == ImageShape{.channels = 3, .height = 32, .width = 32} &&
        std::all_of(set.labels.begin(), set.labels.end(), [](int n) { return n >= 1 && n <= 10; });
    if (!fits || set.labels.empty()) return;
    for (auto& label : set.labels) label %= 10;
    for (int digit = 0; digit < 10; ++digit) set.classNames.push_back(std::to_string(digit));
}

void addLabels(const fs::path& path, const std::vector<MatVariable>& variables, const std::string& images,
               const LoadOptions& options, ImageSet& set) {
    auto names = labelNamesFor(images);
    const auto& common = commonLabelNames();
    names.insert(names.end(), common.begin(), common.end());
    std::vector<LabelArray> named;
    for (const auto& name : names)
        if (const auto* variable = variableNamed(variables, name); variable && name != images)
            named.push_back({name, headerOf(*variable)});
    const auto* labels = likeliestLabels(named, set.available);
    if (!labels) return leaveLabelsOut(named, set);
    const auto source = openNumbers(path, *variableNamed(variables, labels->name));
    readLabels(*labels, rowsOf(*source, path, "labels", options), set);
}

std::optional<ImageSet> readVariable(const Address& address, const LoadOptions& options) {
    const auto& path = address.path;
    const auto variables = variablesOf(path);
    const auto* images = variableNamed(variables, address.part);
    if (!images) {
        std::vector<std::string> found;
        for (const auto& variable : variables)
            found.push_back(fmt::format("{} {}", variable.name, shapeText(variable.shape)));
        throw DataError(fmt::format(
            "{}: expected a variable with images (height × width × channels × images), found {}",
            path.string(), found.empty() ? "no numbers" : fmt::format("{}", fmt::join(found, ", "))));
    }
    const auto source = openNumbers(path, *images);
    auto set =
        readImages(path.string(), headerOf(*images), rowsOf(*source, path, "images", options), options);
    if (set) addLabels(path, variables, images->name, options, *set);
    return set;
}

std::optional<ImageSet> read(const Address& address, const LoadOptions& options) {
    auto set = isStored(address.path) ? readStoredImages(ArrayFile(address.path), address, true, options)
                                      : readVariable(address, options);
    if (set) nameDigits(*set);
    return set;
}

}  // namespace

FormatKind kind() {
    return {.id = "mat",
            .title = "MATLAB file",
            .expected = "a MATLAB file with images (SVHN)",
            .source = "MathWorks, MAT-File Format; http://ufldl.stanford.edu/housenumbers, format 2",
            .sniff = sniff,
            .read = read,
            .parts = parts};
}

}  // namespace nescio::formats::mat
