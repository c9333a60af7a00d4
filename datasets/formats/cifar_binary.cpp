// CIFAR-10 binary: records of one label byte and three 32×32 planes, with no header at all. Labels from 0 to
// 9 at the start of each record are the only mark, so detection asks this format last.
#include <algorithm>

#include <fmt/format.h>

#include "core/values/failure.h"
#include "datasets/byte_reader.h"
#include "datasets/format.h"
#include "datasets/limits.h"
#include "datasets/manifest.h"
#include "datasets/progress_report.h"

namespace nescio::formats::cifar_binary {
namespace {

constexpr ImageShape kShape{.channels = 3, .height = 32, .width = 32};
constexpr int kClasses = 10;
constexpr std::size_t kRecord = 1 + 3 * 32 * 32;

Match sniff(const FileHead& head) {
    if (head.bytes.size() < kRecord) return Match::No;
    for (std::size_t at = 0; at + kRecord <= head.bytes.size(); at += kRecord)
        if (head.bytes[at] >= kClasses) return Match::No;
    return Match::Possible;
}

/// Plain files are checked before they are read, gzip ones when they end.
void checkSize(const std::filesystem::path& path, std::uint64_t size) {
    if (size % kRecord != 0)
        throw DataError(
            fmt::format("{}: expected CIFAR-10 records of {} bytes each, found {} bytes, which "
                        "leaves a remainder of {}",
                        path.string(), kRecord, size, size % kRecord));
}

/// All records: a packed file does not say how many it has.
std::optional<std::vector<std::uint8_t>> readRecords(const std::filesystem::path& path,
                                                     const LoadOptions& options) {
    ByteReader reader(path);
    std::vector<std::uint8_t> kept;
    std::vector<std::uint8_t> piece(kRecord * 100);
    for (std::size_t got = piece.size(); got == piece.size();) {
        if (options.stop.stop_requested()) return std::nullopt;
        got = reader.readSome(piece);
        kept.insert(kept.end(), piece.begin(), piece.begin() + static_cast<std::ptrdiff_t>(got));
        reportRead(options, path, static_cast<std::int64_t>(kept.size() / kRecord), 0);
    }
    checkSize(path, kept.size());
    return kept;
}

std::optional<ImageSet> read(const Address& address, const LoadOptions& options) {
    const auto& path = address.path;
    ImageSet set;
    const auto records = readRecords(path, options);
    if (!records) return std::nullopt;
    set.shape = kShape;
    set.count = set.available = static_cast<std::int64_t>(records->size() / kRecord);
    set.bytes.own().reserve(static_cast<std::size_t>(set.count * kShape.dims()));
    for (std::size_t at = 0; at < records->size(); at += kRecord) {
        const int label = (*records)[at];
        if (label >= kClasses)
            throw DataError(fmt::format("{}: expected labels from 0 to {}, found {} in record {}",
                                        path.string(), kClasses - 1, label, at / kRecord));
        set.labels.push_back(label);
        const auto begin = records->begin() + static_cast<std::ptrdiff_t>(at);
        set.bytes.append({begin + 1, begin + kRecord});
    }
    set.classNames = classNamesOf("cifar-10");
    return set.limited(options.limit, options.rule);
}

}  // namespace

FormatKind kind() {
    return {.id = "cifar_binary",
            .title = "CIFAR-10 binary",
            .expected = "CIFAR-10 binary records (plain or gzip)",
            .source = "https://www.cs.toronto.edu/~kriz/cifar.html, section “Binary version”",
            .sniff = sniff,
            .read = read};
}

}  // namespace nescio::formats::cifar_binary
