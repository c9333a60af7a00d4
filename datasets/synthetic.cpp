#include "datasets/synthetic.h"

#include "datasets/limits.h"

namespace nescio {
namespace {

constexpr std::int64_t kTrainCount = 10'000;
constexpr std::int64_t kTestCount = 2'000;
constexpr std::int64_t kImagesAPiece = 64;  // images between two looks at the stop token

/// A key from the letters of a name (FNV-1a), so that adding a generator changes no other's images.
std::uint64_t keyOf(const std::string& text) {
    std::uint64_t key = 0xCBF29CE484222325ULL;
    for (const char c : text) key = (key ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
    return key;
}

}  // namespace

std::int64_t countOf(SyntheticSplit split) {
    return split == SyntheticSplit::Train ? kTrainCount : kTestCount;
}

std::string setIdOf(const SyntheticKind& kind, SyntheticSplit split) {
    return "synthetic/" + kind.id + (split == SyntheticSplit::Test ? "-test" : "");
}

std::optional<SyntheticChoice> findSynthetic(const std::string& setId) {
    for (const auto& kind : syntheticKinds())
        for (const auto split : {SyntheticSplit::Train, SyntheticSplit::Test})
            if (setIdOf(kind, split) == setId) return SyntheticChoice{&kind, split};
    return std::nullopt;
}

std::optional<ImageSet> generate(const SyntheticChoice& choice, const LoadOptions& options,
                                 std::uint64_t seed) {
    const SyntheticKind& kind = *choice.kind;
    ImageSet set{.id = setIdOf(kind, choice.split),
                 .title = kind.title + (choice.split == SyntheticSplit::Train ? " train" : " test"),
                 .source = "synthetic",
                 .shape = kind.shape,
                 .available = countOf(choice.split),
                 .classNames = kind.classNames,
                 .synthetic = true};
    chooseImages(set, options);
    set.bytes.own().resize(static_cast<std::size_t>(set.count * set.shape.dims()));
    const std::uint64_t stream = Random::mix(seed, keyOf(set.id));
    const auto dims = static_cast<std::size_t>(set.shape.dims());
    Canvas canvas(kind.shape);
    for (std::int64_t i = 0; i < set.count; ++i) {
        if (i % kImagesAPiece == 0) {
            if (options.stop.stop_requested()) return std::nullopt;
            if (options.board)
                options.board->post({.stage = "drawing " + set.title, .done = i, .total = set.count});
        }
        const auto index = set.indexOf(i);
        Random random(Random::mix(stream, static_cast<std::uint64_t>(index)));
        const int label = random.below(static_cast<int>(kind.classNames.size()));
        canvas.clear();
        kind.draw(label, random, canvas);
        canvas.write(std::span(set.bytes.own()).subspan(static_cast<std::size_t>(i) * dims, dims));
        set.labels.push_back(label);
    }
    return set;
}

}  // namespace nescio
