#include "datasets/format.h"

#include <algorithm>
#include <fstream>
#include <string_view>

#include <fmt/format.h>

#include "core/values/failure.h"
#include "datasets/byte_reader.h"

namespace nescio {
namespace {

struct Signature {
    std::size_t at;
    std::string_view bytes;
    const char* name;
};

using namespace std::string_view_literals;

// Things people drop that are not image sets, so that a message can name them.
constexpr Signature kSignatures[] = {{0, "%PDF", "a PDF document"},
                                     {4, "ftyphei", "a HEIC image"},
                                     {4, "ftypmif1", "a HEIC image"},
                                     {4, "jP  \r\n", "a JPEG 2000 image"},
                                     {0, "II\x2B", "a BigTIFF image"},
                                     {0, "MM\0\x2B"sv, "a BigTIFF image"},
                                     {0, "8BPS", "a Photoshop document"},
                                     {0, "SIMPLE  =", "a FITS file"},
                                     {128, "DICM", "a DICOM image"},
                                     {0, "PK\x03\x04", "a ZIP archive"},
                                     {257, "ustar", "a tar archive; unpack it first"},
                                     {0, "\x89HDF", "an HDF5 file"},
                                     {0, "PAR1",
                                      "a Parquet table; read it in Python (pandas.read_parquet) and save its "
                                      "images as .npz (numpy.savez)"},
                                     {0, "BZh", "a bzip2 file"},
                                     {0,
                                      "\xFD"
                                      "7zXZ",
                                      "an xz file"},
                                     {4, "ftyp", "an MP4 video"}};

bool holds(const std::vector<std::uint8_t>& bytes, const Signature& signature) {
    if (bytes.size() < signature.at + signature.bytes.size()) return false;
    return std::equal(signature.bytes.begin(), signature.bytes.end(), bytes.begin() + signature.at,
                      [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; });
}

bool isText(const std::vector<std::uint8_t>& bytes) {
    return std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t b) {
        return b >= 0x20 ? b != 0x7F : b == '\n' || b == '\r' || b == '\t' || b == '\f';
    });
}

/// What a server sends where it has no image.
bool isWebPage(const std::vector<std::uint8_t>& bytes) {
    constexpr std::size_t kLook = 1024;
    std::string start(bytes.begin(),
                      bytes.begin() + static_cast<std::ptrdiff_t>(std::min(bytes.size(), kLook)));
    std::transform(start.begin(), start.end(), start.begin(),
                   [](unsigned char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    const auto first = start.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    return first != std::string::npos && start[first] == '<' &&
           (start.find("<html") != std::string::npos || start.find("<!doctype html") != std::string::npos);
}

bool startsAsGzip(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return file.get() == 0x1F && file.get() == 0x8B;
}

}  // namespace

FileHead readHead(const std::filesystem::path& path) {
    namespace fs = std::filesystem;
    std::error_code error;
    const auto status = fs::status(path, error);
    if (error || !fs::exists(status))
        throw DataError(fmt::format("{}: expected a file or folder, found nothing there", path.string()));
    FileHead head{.path = path, .folder = fs::is_directory(status)};
    if (head.folder) return head;
    if (!fs::is_regular_file(status))
        throw DataError(fmt::format("{}: expected a file or folder, found a device or pipe", path.string()));
    head.size = fs::file_size(path, error);
    head.gzip = startsAsGzip(path);
    head.bytes.resize(FileHead::kHeadBytes);
    head.bytes.resize(ByteReader(path).readSome(head.bytes));
    return head;
}

std::uint64_t unpackedSize(const FileHead& head) {
    if (!head.gzip || head.size < 4) return head.size;
    std::ifstream file(head.path, std::ios::binary);
    file.seekg(-4, std::ios::end);
    std::uint64_t size = 0;
    for (int byte = 0; byte < 4; ++byte)
        size |= static_cast<std::uint64_t>(static_cast<unsigned char>(file.get())) << (8 * byte);
    return size;
}

const FormatKind* detectFormat(const FileHead& head) {
    const FormatKind* possible = nullptr;
    for (const auto& kind : formatKinds()) {
        const Match match = kind.sniff(head);
        if (match == Match::Certain) return &kind;
        if (match == Match::Possible && !possible) possible = &kind;
    }
    return possible;
}

std::string describeContent(const FileHead& head) {
    if (head.folder) return "a folder";
    const std::string packed = head.gzip ? " (inside gzip)" : "";
    if (head.bytes.empty()) return "an empty file" + packed;
    for (const auto& signature : kSignatures)
        if (holds(head.bytes, signature)) return signature.name + packed;
    if (isWebPage(head.bytes)) return "a web page (HTML)" + packed;
    if (isText(head.bytes)) return "plain text" + packed;
    const auto shown = std::min<std::size_t>(head.bytes.size(), 4);
    return fmt::format(
        "a file that begins with the bytes {:02x}{}",
        fmt::join(head.bytes.begin(), head.bytes.begin() + static_cast<std::ptrdiff_t>(shown), " "), packed);
}

}  // namespace nescio
