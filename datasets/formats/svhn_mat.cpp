// SVHN's cropped digits: a MATLAB 5 file with X (height × width × channel × image, column-major bytes) and y
// (1 to 10, where 10 is the digit 0).
#include <algorithm>
#include <fstream>
#include <limits>
#include <memory>

#include <fmt/format.h>

#include "core/values/failure.h"
#include "datasets/format.h"
#include "datasets/limits.h"
#include "datasets/progress_report.h"

#ifdef NESCIO_HAS_MATIO
#include <matio.h>
#endif

namespace nescio::formats::svhn_mat {
namespace {

constexpr std::size_t kHeaderBytes = 128;

bool isLittleEndian(const FileHead& head) {
    return head.bytes[126] == 'I' && head.bytes[127] == 'M';
}

int versionOf(const FileHead& head) {
    return head.bytes[isLittleEndian(head) ? 125 : 124];
}

/// The last four bytes of a MATLAB header are a version (1: v5 to v7, 2: v7.3) and "IM" or "MI".
Match sniff(const FileHead& head) {
    if (head.bytes.size() < kHeaderBytes) return Match::No;
    const bool marked = isLittleEndian(head) || (head.bytes[126] == 'M' && head.bytes[127] == 'I');
    return marked && (versionOf(head) == 1 || versionOf(head) == 2) ? Match::Certain : Match::No;
}

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& expected,
                         const std::string& found) {
    throw DataError(fmt::format("{}: expected {}, found {}", path.string(), expected, found));
}

#ifdef NESCIO_HAS_MATIO

struct Close {
    void operator()(mat_t* file) const { Mat_Close(file); }
    void operator()(matvar_t* variable) const { Mat_VarFree(variable); }
};
using MatFile = std::unique_ptr<mat_t, Close>;
using Variable = std::unique_ptr<matvar_t, Close>;

/// matio reads on past the end of a short file, so the elements are first walked by their own lengths.
void checkComplete(const std::filesystem::path& path, std::uint64_t size, bool littleEndian) {
    std::ifstream file(path, std::ios::binary);
    std::uint64_t at = kHeaderBytes;
    while (at + 8 <= size) {
        unsigned char tag[8];
        file.seekg(static_cast<std::streamoff>(at));
        if (!file.read(reinterpret_cast<char*>(tag), 8)) break;
        std::uint64_t length = 0;
        for (int i = 0; i < 4; ++i) length = length << 8 | tag[littleEndian ? 7 - i : 4 + i];
        at += 8 + length;
    }
    if (at != size)
        refuse(path, fmt::format("a complete MATLAB file of {} bytes or more", at),
               fmt::format("{} bytes: the file was cut short or is damaged", size));
}

std::vector<std::string> variableNames(const MatFile& file) {
    std::vector<std::string> names;
    Mat_Rewind(file.get());
    while (Variable variable{Mat_VarReadNextInfo(file.get())})
        names.emplace_back(variable->name ? variable->name : "?");
    return names;
}

Variable findVariable(const MatFile& file, const char* name) {
    Mat_Rewind(file.get());
    return Variable{Mat_VarReadInfo(file.get(), name)};
}

void checkImages(const std::filesystem::path& path, const matvar_t& x) {
    std::vector<std::size_t> dims(x.dims, x.dims + x.rank);
    const bool fits = x.rank == 4 && (x.dims[2] == 1 || x.dims[2] == 3) && x.dims[3] > 0;
    if (!fits || x.class_type != MAT_C_UINT8)
        refuse(path, "“X” as uint8, height × width × 1 or 3 channels × images",
               fmt::format("{} of {}", x.class_type == MAT_C_UINT8 ? "uint8" : "another type",
                           fmt::join(dims, "×")));
    checkSides(path, static_cast<std::int64_t>(x.dims[0]), static_cast<std::int64_t>(x.dims[1]));
    checkSetSize(path, static_cast<std::int64_t>(x.dims[3]),
                 static_cast<std::int64_t>(x.dims[0] * x.dims[1] * x.dims[2]));
}

/// Column-major H × W × C of each image to C × H × W.
void transpose(const std::uint8_t* raw, ImageSet& set) {
    const auto [channels, height, width] = set.shape;
    set.bytes.own().resize(static_cast<std::size_t>(set.count * set.shape.dims()));
    std::uint8_t* out = set.bytes.own().data();
    for (std::int64_t plane = 0; plane < set.count * channels; ++plane, raw += std::int64_t{height} * width)
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x) *out++ = raw[y + std::int64_t{x} * height];
}

void readImages(const MatFile& file, const std::filesystem::path& path, ImageSet& set) {
    const Variable x = findVariable(file, "X");
    if (!x)
        refuse(path, "a variable “X” with images", fmt::format("{}", fmt::join(variableNames(file), ", ")));
    checkImages(path, *x);
    set.shape = {static_cast<int>(x->dims[2]), static_cast<int>(x->dims[0]), static_cast<int>(x->dims[1])};
    set.available = static_cast<std::int64_t>(x->dims[3]);
    set.count = set.available;
    std::vector<std::uint8_t> raw(static_cast<std::size_t>(set.count * set.shape.dims()));
    if (raw.size() > std::numeric_limits<int>::max())  // matio counts values in an int
        refuse(path, "at most 2 GiB of images", fmt::format("{} images", set.count));
    // All at once: matio 1.5.23 reads a slab of four dimensions wrongly from a file that is not compressed.
    if (Mat_VarReadDataLinear(file.get(), x.get(), raw.data(), 0, 1, static_cast<int>(raw.size())) != 0)
        refuse(path, "readable image data in “X”", "damaged data");
    transpose(raw.data(), set);
}

void readLabels(const MatFile& file, const std::filesystem::path& path, ImageSet& set) {
    Mat_Rewind(file.get());
    const Variable y{Mat_VarRead(file.get(), "y")};
    if (!y) return;
    const std::size_t count = y->nbytes / static_cast<std::size_t>(std::max(1, y->data_size));
    if (!y->data || count != static_cast<std::size_t>(set.available))
        refuse(path, fmt::format("{} labels in “y”", set.available), std::to_string(count));
    for (std::size_t i = 0; i < static_cast<std::size_t>(set.count); ++i) {
        const double value = y->class_type == MAT_C_UINT8    ? static_cast<const std::uint8_t*>(y->data)[i]
                             : y->class_type == MAT_C_DOUBLE ? static_cast<const double*>(y->data)[i]
                                                             : -1;
        if (!(value >= 0 && value <= 10))
            refuse(path, "labels from 1 to 10 as uint8 or double in “y”",
                   fmt::format("another value for image {}", i));
        set.labels.push_back(static_cast<int>(value) % 10);
    }
    for (int digit = 0; digit < 10; ++digit) set.classNames.push_back(std::to_string(digit));
}

#endif

std::optional<ImageSet> read(const Address& address, const LoadOptions& options) {
    const auto& path = address.path;
    const FileHead head = readHead(path);
    if (head.gzip) refuse(path, "a plain .mat file", "one inside gzip; unpack it first");
    if (versionOf(head) == 2)
        refuse(path, "a MATLAB file of version 5 to 7", "version 7.3; save it with -v7");
#ifdef NESCIO_HAS_MATIO
    checkComplete(path, head.size, isLittleEndian(head));
    const MatFile file{Mat_Open(path.c_str(), MAT_ACC_RDONLY)};
    if (!file) refuse(path, "a readable MATLAB file", "a damaged one");
    ImageSet set;
    reportRead(options, path, 0, 0);
    readImages(file, path, set);
    if (options.stop.stop_requested()) return std::nullopt;
    readLabels(file, path, set);
    reportRead(options, path, set.count, set.count);
    return set.limited(options.limit, options.rule);
#else
    (void)options;
    refuse(path, "a build with matio to read MATLAB files", "a build without it");
#endif
}

}  // namespace

FormatKind kind() {
    return {.id = "svhn_mat",
            .title = "SVHN .mat",
            .expected = "a MATLAB file with “X” (SVHN)",
            .source = "http://ufldl.stanford.edu/housenumbers, format 2",
            .sniff = sniff,
            .read = read};
}

}  // namespace nescio::formats::svhn_mat
