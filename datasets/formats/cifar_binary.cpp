// CIFAR binary: records of one label byte (CIFAR-10) or two (CIFAR-100: coarse, then fine) and three 32×32
// planes, with no header at all. Labels in range where records begin, and a size of whole records, are the
// only marks, so detection asks this format last.
#include <algorithm>
#include <array>
#include <fstream>

#include <fmt/format.h>

#include "core/values/failure.h"
#include "datasets/byte_reader.h"
#include "datasets/format.h"
#include "datasets/manifest.h"
#include "datasets/mapped_file.h"
#include "datasets/progress_report.h"
#include "datasets/recognise.h"

namespace nescio::formats::cifar_binary {
namespace {

constexpr ImageShape kShape{.channels = 3, .height = 32, .width = 32};
constexpr std::size_t kPixels = 3 * 32 * 32;

struct Kind {
    const char* family;
    std::vector<int> classes;  ///< of each label byte; the last is the one that is kept

    [[nodiscard]] std::size_t record() const { return classes.size() + kPixels; }
    [[nodiscard]] bool canBe(std::span<const std::uint8_t> record) const {
        return std::equal(classes.begin(), classes.end(), record.begin(),
                          [](int count, std::uint8_t label) { return label < count; });
    }
};

const std::array<Kind, 2>& kinds() {
    static const std::array<Kind, 2> kinds{{{"cifar-10", {10}}, {"cifar-100", {20, 100}}}};
    return kinds;
}

/// Text, and a file of one value, have such bytes by accident.
bool canBePixels(std::span<const std::uint8_t> bytes) {
    const bool one = std::all_of(bytes.begin(), bytes.end(), [&](auto b) { return b == bytes[0]; });
    const bool text =
        std::all_of(bytes.begin(), bytes.end(), [](auto b) { return b >= 0x20 || (b >= 9 && b <= 13); });
    return !one && !text;
}

const Kind* kindOf(const FileHead& head) {
    if (head.folder || head.bytes.size() < kPixels || !canBePixels(head.bytes)) return nullptr;
    const auto size = unpackedSize(head);
    for (const auto& kind : kinds()) {
        const auto record = kind.record();
        bool fits = size % record == 0;
        for (std::size_t at = 0; fits && at + record <= head.bytes.size(); at += record)
            fits = kind.canBe(std::span(head.bytes).subspan(at));
        if (fits) return &kind;
    }
    return nullptr;
}

Match sniff(const FileHead& head) {
    return kindOf(head) ? Match::Possible : Match::No;
}

/// Adds a record to the set.
void keep(const std::string& path, const Kind& kind, std::span<const std::uint8_t> record, ImageSet& set,
          BlockBuilder& bytes) {
    if (!kind.canBe(record)) {
        const auto at = kind.classes.size() - 1;
        throw DataError(fmt::format("{}: expected labels from 0 to {}, found {} in record {}", path,
                                    kind.classes[at] - 1, record[at], set.count));
    }
    set.labels.push_back(record[kind.classes.size() - 1]);
    bytes.append(record.subspan(kind.classes.size()));
    ++set.count;
}

std::optional<ImageSet> read(const Address& address, const LoadOptions& options) {
    const auto path = address.path.string();
    const auto* kind = kindOf(readHead(address.path));
    if (!kind)
        throw DataError(fmt::format("{}: expected CIFAR records, found that the file has changed", path));
    ByteReader reader(address.path);
    ImageSet set;
    set.shape = kShape;
    BlockBuilder bytes;
    std::vector<std::uint8_t> record(kind->record());
    for (std::size_t got = reader.readSome(record); got > 0; got = reader.readSome(record)) {
        if (options.stop.stop_requested()) return std::nullopt;
        if (got < record.size())
            throw DataError(
                fmt::format("{}: expected records of {} bytes each, found {} bytes after the last", path,
                            record.size(), got));
        keep(path, *kind, record, set, bytes);
        if (set.count % 1000 == 0) reportRead(options, address.path, set.count, 0);
    }
    set.available = set.count;
    set.bytes = bytes.finish();
    nameClasses(set, classNamesOf(kind->family));
    return set.limited(options.limit, options.rule);
}

}  // namespace

FormatKind kind() {
    return {.id = "cifar_binary",
            .title = "CIFAR binary",
            .expected = "CIFAR-10 or CIFAR-100 binary records (whole ones of 3073 or 3074 bytes)",
            .source = "https://www.cs.toronto.edu/~kriz/cifar.html, section “Binary version”",
            .sniff = sniff,
            .read = read};
}

}  // namespace nescio::formats::cifar_binary
