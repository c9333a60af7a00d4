// Any bytes, read as a file of one format.
#include "core/values/failure.h"
#include "core/values/kind_lookup.h"
#include "datasets/format.h"
#include "tests/fuzz/scratch_file.h"

using namespace nescio;

namespace {

const FormatKind& fuzzed() {
    static const auto& kind = kindNamed(formatKinds(), "format", NESCIO_FUZZED);
    return kind;
}

void check(const ImageSet& set) {
    const bool whole = set.bytes.size() == static_cast<std::size_t>(set.count * set.shape.dims());
    const bool labelled = set.labels.empty() || set.labels.size() == static_cast<std::size_t>(set.count);
    if (set.count < 1 || set.available < set.count || !whole || !labelled) std::abort();
}

void readAll(const std::filesystem::path& path) {
    const auto head = readHead(path);
    (void)fuzzed().sniff(head);
    (void)describeContent(head);
    const LoadOptions some{.limit = 20};
    auto parts = fuzzed().parts ? fuzzed().parts(path, some) : std::vector<SourcePart>{};
    if (parts.empty()) parts.push_back({.name = {}});
    if (parts.size() > 3) parts.resize(3);
    for (const auto& part : parts)
        for (const auto& options : {some, LoadOptions{}})
            if (const auto set = fuzzed().read({path, part.name}, options)) check(*set);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        readAll(fuzz::scratchFile(data, size));
    } catch (const Error&) {
        // a sentence
    }
    return 0;
}
