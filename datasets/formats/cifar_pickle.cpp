// CIFAR as Python pickles, as its makers distribute it for Python and torchvision keeps it: a dictionary with
// “data” [N,3072] and “labels” or “fine_labels”. Every other pickle is refused with what to do.
#include <algorithm>

#include <fmt/format.h>

#include "core/values/failure.h"
#include "core/values/number_text.h"
#include "datasets/arrays/array_images.h"
#include "datasets/arrays/labels.h"
#include "datasets/binary_images.h"
#include "datasets/byte_reader.h"
#include "datasets/format.h"
#include "datasets/limits.h"
#include "datasets/manifest.h"
#include "datasets/mapped_file.h"
#include "datasets/pickle/pickle.h"
#include "datasets/recognise.h"

namespace nescio::formats::cifar_pickle {
namespace {

Match sniff(const FileHead& head) {
    return beginsAsPickle(head.bytes) ? Match::Certain : Match::No;
}

[[noreturn]] void refuse(const std::string& path, const std::string& found) {
    throw DataError(
        fmt::format("{}: expected a CIFAR batch (a dictionary with “data” as uint8 [N,3072] and labels), "
                    "found a Python pickle {}; open it in Python and save its images as .npz",
                    path, found));
}

/// Rows of an array that is in memory.
RowReader rowsOf(std::span<const std::uint8_t> bytes) {
    return [bytes](std::int64_t count, const std::vector<std::int64_t>& rows, std::int64_t rowBytes) {
        BlockBuilder builder;
        const auto each = static_cast<std::size_t>(rowBytes);
        if (rows.empty()) builder.append(bytes.first(static_cast<std::size_t>(count) * each));
        for (const auto row : rows) builder.append(bytes.subspan(static_cast<std::size_t>(row) * each, each));
        return std::optional(builder.finish());
    };
}

void addLabels(const std::string& name, const PickleValue& value, ImageSet& set) {
    if (value.header) {
        const LabelArray array{name, *value.header};
        if (likeliestLabels({array}, set.available)) return readLabels(array, rowsOf(value.bytes), set);
        return leaveLabelsOut(std::vector{array}, set);
    }
    if (value.kind != PickleValue::Kind::List) return leaveLabelsOut(name, "no list", set);
    const auto count = static_cast<std::int64_t>(value.items.size());
    if (count != set.available) return leaveLabelsOut(name, countText(count), set);
    std::vector<int> labels;
    for (std::int64_t i = 0; i < set.count; ++i) {
        const auto& item = *value.items[static_cast<std::size_t>(set.indexOf(i))];
        if (item.kind != PickleValue::Kind::Number || item.number < 0 || item.number > kMostLabel)
            return leaveLabelsOut(name, fmt::format("another value at place {}", set.indexOf(i)), set);
        labels.push_back(static_cast<int>(item.number));
    }
    set.labels = std::move(labels);
}

std::optional<ByteBlock> readAll(const std::filesystem::path& path, const LoadOptions& options) {
    ByteReader reader(path);
    BlockBuilder bytes;
    std::vector<std::uint8_t> piece(std::size_t{1} << 20);
    for (auto got = piece.size(); got == piece.size();) {
        if (options.stop.stop_requested()) return std::nullopt;
        got = reader.readSome(piece);
        bytes.append(std::span(piece).first(got));
    }
    return bytes.finish();
}

std::optional<ImageSet> imagesOf(const std::string& path, const PickleValue& batch,
                                 const LoadOptions& options) {
    const auto* data = batch.entry("data");
    const auto* fine = batch.entry("fine_labels");
    const auto* labels = fine ? fine : batch.entry("labels");
    if (!data || !data->header) refuse(path, data ? "whose “data” is no array" : "without “data”");
    if (data->header->shape.size() != 2 || !data->header->type.isByte())
        refuse(path, fmt::format("whose “data” is {} {}", toText(data->header->type),
                                 shapeText(data->header->shape)));
    auto set = readImages(path, *data->header, rowsOf(data->bytes), options);
    if (!set) return std::nullopt;
    std::erase_if(set->changes,
                  [](const auto& change) { return change != kBinaryChange; });  // the one layout
    if (labels) addLabels(fine ? "fine_labels" : "labels", *labels, *set);
    if (fine) nameClasses(*set, classNamesOf("cifar-100"));
    if (batch.entry("batch_label")) nameClasses(*set, classNamesOf("cifar-10"));
    return set;
}

std::optional<ImageSet> read(const Address& address, const LoadOptions& options) {
    const auto bytes = readAll(address.path, options);
    if (!bytes) return std::nullopt;
    const auto path = address.path.string();
    try {
        return imagesOf(path, Pickle({bytes->begin(), bytes->end()}).root(), options);
    } catch (const PickleError& error) {
        refuse(path, fmt::format("that {}", error.what()));
    }
}

}  // namespace

FormatKind kind() {
    return {.id = "cifar_pickle",
            .title = "CIFAR pickle",
            .expected = "a CIFAR batch as a Python pickle",
            .source = "https://www.cs.toronto.edu/~kriz/cifar.html, section “Python version”",
            .sniff = sniff,
            .read = read};
}

}  // namespace nescio::formats::cifar_pickle
