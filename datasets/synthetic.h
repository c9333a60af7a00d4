// Generators of images: so that a machine without data shows the paradox at once. Each image is a pure
// function of (generator, split, seed, index): the same bytes on every machine, in any order.
// A new generator is one file in datasets/synthetic/ that defines `nescio::synthetic::<id>::kind()`.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/values/image.h"
#include "datasets/canvas.h"
#include "datasets/load.h"
#include "datasets/random.h"

namespace nescio {

/// A registered generator.
struct SyntheticKind {
    std::string id;     ///< "garments"; the sets are "synthetic/garments" and "synthetic/garments-test"
    std::string title;  ///< "Synthetic garments"
    std::string what;   ///< one sentence on what is drawn
    ImageShape shape;
    std::vector<std::string> classNames;
    /// Draws one image of a class on a black canvas.   Requires: 0 <= label < classNames.size().
    std::function<void(int label, Random& random, Canvas& canvas)> draw;
};

/// All generators, alphabetical by id.
const std::vector<SyntheticKind>& syntheticKinds();

enum class SyntheticSplit { Train, Test };

/// How many images a split of any generator has.
std::int64_t countOf(SyntheticSplit split);

/// "synthetic/garments" or "synthetic/garments-test".
std::string setIdOf(const SyntheticKind& kind, SyntheticSplit split);

/// A generator and a split by the id of their set; nullopt for any other text.
struct SyntheticChoice {
    const SyntheticKind* kind = nullptr;
    SyntheticSplit split = SyntheticSplit::Train;
};
std::optional<SyntheticChoice> findSynthetic(const std::string& setId);

/// The images of a split that the options choose. nullopt when stopped.
std::optional<ImageSet> generate(const SyntheticChoice& choice, const LoadOptions& options = {},
                                 std::uint64_t seed = 0);

}  // namespace nescio
