// Tar, zip and packed files, read as if they had been unpacked.
#include <string_view>

#include <fmt/format.h>

#include "datasets/archive/unpacked.h"
#include "datasets/format.h"
#include "datasets/read_source.h"

namespace nescio::formats::archive {
namespace {

namespace fs = std::filesystem;
using namespace std::string_view_literals;

bool beginsWith(const FileHead& head, std::string_view magic) {
    return std::string_view(reinterpret_cast<const char*>(head.bytes.data()), head.bytes.size())
        .starts_with(magic);
}

/// Told by the header's checksum, which the oldest kind has, too.
bool isTar(const FileHead& head) {
    constexpr std::size_t kHeader = 512, kAt = 148, kLength = 8;
    if (head.bytes.size() < kHeader) return false;
    unsigned sum = 0, told = 0;
    for (std::size_t i = 0; i < kHeader; ++i) sum += i >= kAt && i < kAt + kLength ? ' ' : head.bytes[i];
    for (std::size_t i = kAt; i < kAt + kLength; ++i) {
        const auto digit = head.bytes[i];
        if (digit >= '0' && digit <= '7') told = told * 8 + (digit - '0');
    }
    return head.bytes[0] != 0 && told == sum;
}

/// A ZIP may be more: an .npz says so itself.
Match sniff(const FileHead& head) {
    if (head.folder) return Match::No;
    if (isTar(head)) return Match::Certain;
    for (const auto magic : {"BZh"sv,
                             "\xFD"
                             "7zXZ\0"sv,
                             "\x28\xB5\x2F\xFD"sv})
        if (beginsWith(head, magic)) return Match::Certain;
    return beginsWith(head, "PK\x03\x04") || beginsWith(head, "PK\x05\x06") ? Match::Possible : Match::No;
}

LoadOptions deeper(LoadOptions options) {
    ++options.depth;
    return options;
}

std::vector<SourcePart> parts(const fs::path& path, const LoadOptions& options) {
    const auto files = Unpacked::lastOf(path, options);
    if (!files) return {};  // stopped; so will be the reading
    return files->reading([&] { return partsOf(files->content(), deeper(options)); });
}

std::optional<ImageSet> read(const Address& address, const LoadOptions& options) {
    const auto files = Unpacked::lastOf(address.path, options);
    if (!files) return std::nullopt;
    auto set = files->reading([&] { return readSource({files->content(), address.part}, deeper(options)); });
    if (!set) return set;
    set->source = files->named(set->source);
    for (auto& change : set->changes) change = files->named(change);
    set->changes.insert(set->changes.end(), files->leftOut().begin(), files->leftOut().end());
    return set;
}

}  // namespace

FormatKind kind() {
    return {.id = "archive",
            .title = "Archive",
            .expected = "a tar or zip archive of any of these (plain, gzip, xz, bzip2)",
            .source = "https://www.libarchive.org",
            .sniff = sniff,
            .read = read,
            .parts = parts};
}

}  // namespace nescio::formats::archive
