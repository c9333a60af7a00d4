#include "datasets/read_source.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/values/failure.h"
#include "datasets/format.h"
#include "datasets/printable.h"

namespace nescio {
namespace {

constexpr std::size_t kMostNamed = 12;  // parts that a message lists

/// An empty file is damaged whatever it was meant to be, so it is not worth a list of formats.
const FormatKind& formatOf(const std::filesystem::path& path) {
    const FileHead head = readHead(path);
    if (!head.folder && head.bytes.empty())
        throw DataError(
            fmt::format("{}: expected a file of images, found {}", path.string(), describeContent(head)));
    if (const FormatKind* format = detectFormat(head)) return *format;
    std::vector<std::string> expected;
    for (const auto& kind : formatKinds()) expected.push_back(kind.expected);
    throw DataError(fmt::format("{}: expected {}; found {}", path.string(), fmt::join(expected, ", or "),
                                describeContent(head)));
}

std::string listOf(const std::vector<SourcePart>& parts) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < std::min(parts.size(), kMostNamed); ++i) names.push_back(toText(parts[i]));
    if (parts.size() > kMostNamed) names.push_back(fmt::format("and {} more", parts.size() - kMostNamed));
    return fmt::format("{}", fmt::join(names, ", "));
}

/// The address of one part.
Address choosePart(const Address& address, const std::vector<SourcePart>& parts) {
    const auto path = address.path.string();
    if (address.part.empty()) {
        if (parts.size() == 1) return {address.path, parts.front().name};
        throw DataError(
            fmt::format("{}: expected the name of one of its {} image sets, as in {}{}{}, found none; "
                        "it holds {}",
                        path, parts.size(), address.path.filename().string(), kPartMark,
                        printable(parts.front().name, 200), listOf(parts)));
    }
    const auto named = [&](const SourcePart& part) { return part.name == address.part; };
    if (std::any_of(parts.begin(), parts.end(), named)) return address;
    throw DataError(fmt::format("{}: expected one of the image sets in it ({}), found the name “{}”", path,
                                listOf(parts), address.part));
}

}  // namespace

std::vector<SourcePart> partsOf(const std::filesystem::path& path, const LoadOptions& options) {
    const auto& format = formatOf(path);
    return format.parts ? format.parts(path, options) : std::vector<SourcePart>{{.name = {}}};
}

std::optional<ImageSet> readSource(const Address& address, const LoadOptions& options) {
    const auto& format = formatOf(address.path);
    const auto parts = format.parts ? format.parts(address.path, options) : std::vector<SourcePart>{};
    const bool unnamed = parts.empty() || (parts.size() == 1 && parts.front().name.empty());
    if (unnamed && !address.part.empty())
        throw DataError(fmt::format("{}: expected no part to be named, as {} is one image set, found “{}”",
                                    address.path.string(), format.title, address.part));
    return format.read(unnamed ? address : choosePart(address, parts), options);
}

}  // namespace nescio
